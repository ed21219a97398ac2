using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Orders;

/// <summary>One line of a new order.</summary>
internal sealed record NewLine(string Sku, Guid ProductId, string Name, int Quantity, decimal UnitPrice, string Currency);

/// <summary>A new order with its prices.</summary>
internal sealed record NewOrder(
    Guid Id, string Number, Guid UserId, IReadOnlyList<NewLine> Lines, Totals Totals, string Currency, PostalAddress ShippingAddress,
    PostalAddress? BillingAddress, PaymentRequest Payment, Guid? CartId, DateTimeOffset ExpiresAt, DateTimeOffset CreatedAt)
{
    public static NewOrder Of(PlaceOrderRequest request, IReadOnlyList<NewLine> lines, Guid userId, OrdersOptions options, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        // The first answer and a repeated one must be identical, so the time is rounded as the database stores it.
        var created = now.ToStored();
        var totals = Pricing.Of(lines.Select(l => (l.Quantity, l.UnitPrice)), request.ShippingAddress.Country, options);
        return new(
            id, OrderNumber.Of(id), userId, lines, totals, lines[0].Currency, request.ShippingAddress, request.BillingAddress, request.Payment, request.CartId,
            created + options.PaymentWindow, created);
    }

    /// <summary>The event that starts the saga.</summary>
    public OrderCreated ToEvent() => new(
        Id, Number, UserId, [.. Lines.Select(l => new OrderLine(l.Sku, l.ProductId, l.Name, l.Quantity, l.UnitPrice))], Totals.Total, Currency,
        new(ShippingAddress.Street, ShippingAddress.City, ShippingAddress.State ?? "", ShippingAddress.ZipCode, ShippingAddress.Country.ToUpperInvariant()), CartId);

    /// <summary>The answer to the request, and to its repetitions after the order has changed.</summary>
    public OrderResponse ToResponse() => new(
        Id, Number, UserId, OrderStatus.Pending, null,
        [.. Lines.Select(l => new OrderLineResponse(l.Sku, l.ProductId, l.Name, l.Quantity, l.UnitPrice, l.Quantity * l.UnitPrice))],
        Totals.Subtotal, Totals.Tax, Totals.Shipping, Totals.Total, Currency, ShippingAddress, BillingAddress,
        new(Payment.Method, OrderPaymentStatus.None, 0, null), null, CreatedAt, CreatedAt, 1);
}
