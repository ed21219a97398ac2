using Cartwright.Contracts;

namespace Cartwright.Orders;

/// <summary>The zones and methods of shipping, and the rules by which they price a parcel. Pure.</summary>
/// <param name="Zones">All zones.</param>
/// <param name="Methods">All methods.</param>
internal sealed record RateTable(IReadOnlyList<ShippingZone> Zones, IReadOnlyList<ShippingMethod> Methods)
{
    /// <summary>The table of a shop whose staff have not made one.</summary>
    public static RateTable Empty { get; } = new([], []);

    /// <summary>The active methods that take a parcel; null if its destination is in no zone.</summary>
    public IReadOnlyList<ShippingOffer>? FindOffers(Parcel parcel) => FindZone(parcel.Country, parcel.Postcode) is { } zone
        ? [.. Methods.Where(m => m.Active).Select(method => Price(method, zone, parcel)).OfType<ShippingOffer>()]
        : null;

    /// <summary>
    /// The most specific zone of a destination: the one with the longest beginning of its postal code, then that of its country, then the rest of the world;
    /// null if there is none.
    /// </summary>
    public ShippingZone? FindZone(string? country, string? postcode)
    {
        if (country is null)
        {
            return null;
        }

        var compact = Compact(postcode);
        return Zones.Select(zone => (Zone: zone, Fit: Fit(zone, country, compact))).Where(z => z.Fit >= 0).OrderByDescending(z => z.Fit).FirstOrDefault().Zone;
    }

    // -1: does not contain it, 0: the rest of the world, 1: the country, more: so many characters of the postal code, and one.
    static int Fit(ShippingZone zone, string country, string postcode)
    {
        if (zone.Countries.Count == 0)
        {
            return 0;
        }

        if (!zone.Countries.Contains(country, StringComparer.OrdinalIgnoreCase))
        {
            return -1;
        }

        return zone.Postcodes.Count == 0
            ? 1
            : zone.Postcodes.Where(prefix => postcode.StartsWith(prefix, StringComparison.Ordinal)).Select(prefix => prefix.Length + 1).DefaultIfEmpty(-1).Max();
    }

    static ShippingOffer? Price(ShippingMethod method, ShippingZone zone, Parcel parcel)
    {
        var (subtotal, currency) = (parcel.Subtotal.Amount, parcel.Subtotal.Currency);
        var rate = method.Rates.FirstOrDefault(r => r.Zone == zone.Code && r.Currency == currency.Code);
        var band = rate?.Bands.FirstOrDefault(b => !(parcel.Grams > b.UpToGrams) && !(subtotal > b.UpToSubtotal));
        return band is null ? null : new(
            method.Code, method.Name, subtotal >= rate!.FreeFrom ? Money.Zero(currency) : new(band.Price, currency), method.Days, zone.Code);
    }

    static string Compact(string? postcode) => string.Concat((postcode ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
