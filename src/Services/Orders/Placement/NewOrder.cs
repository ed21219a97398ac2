using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Orders;

/// <summary>One line of a new order.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="ProductId">The product it belongs to.</param>
/// <param name="Name">Its name now.</param>
/// <param name="Quantity">Units.</param>
/// <param name="UnitPrice">Price of one unit now.</param>
/// <param name="Parts">What one unit of a bundle consists of now; null when it is no bundle.</param>
/// <param name="WeightGrams">The weight of one unit now.</param>
internal sealed record NewLine(
    string Sku, Guid ProductId, string Name, int Quantity, Money UnitPrice, IReadOnlyList<OrderLinePart>? Parts, int WeightGrams = 0);

/// <summary>A new order with its prices.</summary>
internal sealed record NewOrder(
    Guid Id, string Number, Guid UserId, IReadOnlyList<NewLine> Lines, Totals Totals, PostalAddress ShippingAddress,
    PostalAddress? BillingAddress, PaymentRequest Payment, Guid? CartId, OrderShippingMethod ShippingMethod, DateTimeOffset ExpiresAt, DateTimeOffset CreatedAt)
{
    /// <summary>The order of a request. A recipient that is left out is the user, where the account has a name.</summary>
    public static NewOrder Of(
        PlaceOrderRequest request, IReadOnlyList<NewLine> lines, ShippingOffer shipping, Guid userId, string? userName, OrdersOptions options, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        // The first answer and a repeated one must be identical, so the time is rounded as the database stores it.
        var created = now.ToStored();
        var totals = Pricing.Of(lines.Select(l => (l.Quantity, l.UnitPrice)), shipping.Price, request.ShippingAddress.Country, options);
        return new(
            id, OrderNumber.Of(id), userId, lines, totals, Address(request.ShippingAddress, userName),
            request.BillingAddress is { } billing ? Address(billing, userName) : null, request.Payment, request.CartId,
            new(shipping.Code, shipping.Name), created + options.PaymentWindow, created);
    }

    static PostalAddress Address(PostalAddress asSent, string? userName)
    {
        var address = asSent.Normalized();
        return address with { Recipient = address.Recipient ?? userName };
    }

    /// <summary>The currency of all its prices.</summary>
    public Currency Currency => Totals.Total.Currency;

    /// <summary>The event that starts the saga.</summary>
    public OrderCreated ToEvent() => new(
        Id, Number, UserId, [.. Lines.Select(l => new OrderLine(l.Sku, l.ProductId, l.Name, l.Quantity, l.UnitPrice.Amount, l.Parts))], Totals.Total.Amount, Currency.Code,
        Contracts.ShippingAddress.Of(ShippingAddress), CartId);

    /// <summary>The answer to the request, and to its repetitions after the order has changed.</summary>
    public OrderResponse ToResponse() => new(
        Id, Number, UserId, OrderStatus.Pending, null,
        [.. Lines.Select(l => new OrderLineResponse(l.Sku, l.ProductId, l.Name, l.Quantity, l.UnitPrice.Amount, (l.Quantity * l.UnitPrice).Amount, l.Parts))],
        Totals.Subtotal.Amount, Totals.Tax.Amount, Totals.Shipping.Amount, Totals.Total.Amount, Currency.Code, ShippingAddress, BillingAddress,
        new(Payment.Method, OrderPaymentStatus.None, 0, null, Money.Zero(Currency).Amount), null, CreatedAt, CreatedAt, 1, ShippingMethod);
}
