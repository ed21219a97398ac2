using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Orders;

/// <summary>The refusals of orders that differ from what the customer saw.</summary>
internal static class OrderRefusals
{
    /// <summary>The cart has become an order already.</summary>
    public static ProblemHttpResult CartTaken() => Problems.Conflict("This cart has been ordered already.");

    /// <summary>The user has no such cart.</summary>
    public static ProblemHttpResult NoSuchCart() => Problems.Unprocessable("cartId", "You have no such cart. Read its id from GET /api/cart.");

    /// <summary>The items of the request are others than those of the cart.</summary>
    public static ProblemHttpResult OtherItems() =>
        Problems.Taken("items", "The cart holds other items or other quantities. Read the cart again, or leave the items out to order what it holds.");

    /// <summary>The order would cost another amount than the customer expects.</summary>
    public static ProblemHttpResult TotalChanged(NewOrder order) =>
        Now("total_changed", "The order has another total than you expect. Look at the new total, and send it as expectedTotal to accept it.", order);

    /// <summary>Prices of the cart have changed since the customer saw them.</summary>
    public static ProblemHttpResult PricesChanged(NewOrder order) => Now(
        "price_changed", "Prices of the cart have changed. Accept them with POST /api/cart/accept-prices, or send the new total as expectedTotal.", order);

    static ProblemHttpResult Now(string reason, string detail, NewOrder order) => Problems.Conflict(detail, new Dictionary<string, object?>
    {
        ["reason"] = reason,
        ["subtotal"] = order.Totals.Subtotal.Amount,
        ["tax"] = order.Totals.Tax.Amount,
        ["shipping"] = order.Totals.Shipping.Amount,
        ["total"] = order.Totals.Total.Amount,
        ["currency"] = order.Currency.Code,
        ["items"] = order.ToResponse().Items.ToArray(),
    });
}
