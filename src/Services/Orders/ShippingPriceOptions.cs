using System.ComponentModel.DataAnnotations;

namespace Cartwright.Orders;

/// <summary>What shipping costs in one currency, section <c>Orders:Shipping:currency</c>.</summary>
public sealed class ShippingPriceOptions
{
    /// <summary>The price of shipping an order, in whole minor units of the currency.</summary>
    [Range(0, 1_000_000)]
    public decimal Price { get; set; }

    /// <summary>From this subtotal on, shipping is free; without it, it never is.</summary>
    [Range(0, 1_000_000_000)]
    public decimal? FreeFrom { get; set; }
}
