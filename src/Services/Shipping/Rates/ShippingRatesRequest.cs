using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;
using Cartwright.Platform.Http;

namespace Cartwright.Shipping;

/// <summary>A zone: the destinations that share prices.</summary>
/// <param name="Code">1 to 32 small letters, digits and hyphens; unique.</param>
/// <param name="Name">Its name.</param>
/// <param name="Countries">ISO 3166-1 alpha-2 codes; empty for the rest of the world.</param>
/// <param name="Postcodes">The beginnings of the postal codes that belong to it, for example <c>27498</c> or <c>IM</c>; none for the whole countries.</param>
public sealed record ShippingZoneRequest(
    [property: Required, RegularExpression(ShippingRatesRequest.Code, ErrorMessage = ShippingRatesRequest.CodeRule)] string Code,
    [property: Required, Line(ShippingRatesRequest.NameMax)] string Name,
    [property: Required, MaxLength(250), NoNulls] IReadOnlyList<string> Countries,
    [property: MaxLength(500), NoNulls] IReadOnlyList<string>? Postcodes);

/// <summary>A price and the orders that it is for.</summary>
/// <param name="Price">The price, in the currency of the rate.</param>
/// <param name="UpToGrams">The heaviest order; any without it.</param>
/// <param name="UpToSubtotal">The highest subtotal, in the currency of the rate; any without it.</param>
public sealed record ShippingBandRequest(
    [property: Range(0, 1_000_000)] decimal Price,
    [property: Range(0, 1_000_000_000)] int? UpToGrams,
    [property: Range(0, 1_000_000_000)] decimal? UpToSubtotal);

/// <summary>The prices of a method in one zone and currency.</summary>
/// <param name="Zone">The code of a zone.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Bands">1 to 50 bands. The first one that an order fits in has the price; an order that fits in none is not sent by the method.</param>
/// <param name="FreeFrom">From this subtotal on an order that fits in a band is sent free; never without it.</param>
public sealed record ShippingRateRequest(
    [property: Required, StringLength(32)] string Zone,
    [property: Required, CurrencyCode] string Currency,
    [property: Required, Length(1, 50), NoNulls] IReadOnlyList<ShippingBandRequest> Bands,
    [property: Range(0, 1_000_000_000)] decimal? FreeFrom);

/// <summary>A way to send an order.</summary>
/// <param name="Code">1 to 32 small letters, digits and hyphens; unique.</param>
/// <param name="Name">The name that customers see.</param>
/// <param name="Days">The days after which an order has arrived, as it is promised.</param>
/// <param name="Active">Whether customers can choose it.</param>
/// <param name="Rates">Its prices, at most 300: each zone and currency once.</param>
public sealed record ShippingMethodRequest(
    [property: Required, RegularExpression(ShippingRatesRequest.Code, ErrorMessage = ShippingRatesRequest.CodeRule)] string Code,
    [property: Required, Line(ShippingRatesRequest.NameMax)] string Name,
    [property: Range(0, 365)] int Days,
    bool Active,
    [property: Required, MaxLength(300), NoNulls] IReadOnlyList<ShippingRateRequest> Rates);

/// <summary>All zones, methods and prices of shipping.</summary>
/// <param name="Zones">At most 200 zones. The most specific one that contains a destination has its prices.</param>
/// <param name="Methods">At most 100 methods.</param>
public sealed record ShippingRatesRequest(
    [property: Required, MaxLength(200), NoNulls] IReadOnlyList<ShippingZoneRequest> Zones,
    [property: Required, MaxLength(100), NoNulls] IReadOnlyList<ShippingMethodRequest> Methods)
{
    internal const string Code = "^[a-z0-9][a-z0-9-]{0,31}$";
    internal const string CodeRule = "A code consists of 1 to 32 small letters, digits and hyphens.";
    internal const int NameMax = 64;
}

/// <summary>All zones, methods and prices of shipping.</summary>
/// <param name="Version">Rises with every change.</param>
/// <param name="EditedAt">When they were changed last.</param>
/// <param name="Zones">The zones.</param>
/// <param name="Methods">The methods.</param>
public sealed record ShippingRatesResponse(
    int Version, DateTimeOffset EditedAt, IReadOnlyList<ShippingZoneRequest> Zones, IReadOnlyList<ShippingMethodRequest> Methods);
