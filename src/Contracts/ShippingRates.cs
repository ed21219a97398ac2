namespace Cartwright.Contracts;

/// <summary>A zone of shipping: the destinations that share prices.</summary>
/// <param name="Code">Small letters, digits and hyphens; unique.</param>
/// <param name="Name">Its name.</param>
/// <param name="Countries">ISO 3166-1 alpha-2 codes; empty for the rest of the world.</param>
/// <param name="Postcodes">The beginnings of the postal codes that belong to it, in capital letters without spaces and dashes; empty for the whole countries.</param>
public sealed record ShippingZone(string Code, string Name, IReadOnlyList<string> Countries, IReadOnlyList<string> Postcodes);

/// <summary>A price of shipping and the orders that it is for. The first band of a rate that an order fits in has the price.</summary>
/// <param name="Price">The price, in the currency of the rate.</param>
/// <param name="UpToGrams">The heaviest order; null for any weight.</param>
/// <param name="UpToSubtotal">The highest subtotal, in the currency of the rate; null for any.</param>
public sealed record ShippingBand(decimal Price, int? UpToGrams, decimal? UpToSubtotal);

/// <summary>The prices of a method in one zone and currency.</summary>
/// <param name="Zone">The code of the zone.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Bands">The bands, in the order in which they are tried. An order that fits in none is not sent by the method.</param>
/// <param name="FreeFrom">From this subtotal on an order that fits in a band is sent free; null if it never is.</param>
public sealed record ShippingRate(string Zone, string Currency, IReadOnlyList<ShippingBand> Bands, decimal? FreeFrom);

/// <summary>A way to send an order.</summary>
/// <param name="Code">Small letters, digits and hyphens; unique.</param>
/// <param name="Name">The name that customers see.</param>
/// <param name="Days">The days after which it has arrived, as it is promised.</param>
/// <param name="Active">Whether customers can choose it.</param>
/// <param name="Rates">Its prices; each zone and currency once.</param>
public sealed record ShippingMethod(string Code, string Name, int Days, bool Active, IReadOnlyList<ShippingRate> Rates);

/// <summary>The way in which an order is sent.</summary>
/// <param name="Code">The code of the method.</param>
/// <param name="Name">Its name at the time of the order.</param>
public sealed record OrderShippingMethod(string Code, string Name);

/// <summary>Staff replaced the zones and methods of shipping; carries the whole new state.</summary>
/// <param name="RatesId">The one table of zones and methods that the shop has.</param>
/// <param name="RatesVersion">Version of the table, rising by one with each edit.</param>
/// <param name="Zones">All zones.</param>
/// <param name="Methods">All methods.</param>
[Event("shipping.rates_changed", "shipping")]
public sealed record ShippingRatesChanged(
    Guid RatesId, int RatesVersion, IReadOnlyList<ShippingZone> Zones, IReadOnlyList<ShippingMethod> Methods) : IEvent
{
    Guid IEvent.AggregateId => RatesId;
}
