using Cartwright.Contracts;

namespace Cartwright.Orders;

/// <summary>What is to be sent, as far as the price of shipping depends on it.</summary>
/// <param name="Subtotal">The sum of the lines.</param>
/// <param name="Grams">The weight of all units.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code of the destination; null where it is not known yet.</param>
/// <param name="Postcode">Its postal code, if there is one.</param>
internal sealed record Parcel(Money Subtotal, long Grams, string? Country, string? Postcode)
{
    /// <summary>The parcel of an order.</summary>
    public static Parcel Of(PlaceOrderRequest request, IReadOnlyList<NewLine> lines) => new(
        Pricing.Subtotal(lines.Select(l => (l.Quantity, l.UnitPrice)), lines[0].UnitPrice.Currency),
        lines.Sum(l => (long)l.Quantity * l.WeightGrams),
        request.ShippingAddress.Country,
        request.ShippingAddress.ZipCode);
}
