using Cartwright.Contracts;

namespace Cartwright.Shipping;

/// <summary>Reads zones and methods as staff send them, and finds what annotations do not reach. Pure.</summary>
internal static class ShippingRatesReader
{
    const int PostcodeMax = 12;

    /// <summary>Reads zones and methods; calls <paramref name="refuse"/> with each field that is wrong, and why.</summary>
    public static (IReadOnlyList<ShippingZone> Zones, IReadOnlyList<ShippingMethod> Methods) Read(ShippingRatesRequest input, Action<string, string> refuse)
    {
        List<ShippingZone> zones = [.. input.Zones.Select((zone, i) => Read(zone, $"zones[{i}]", refuse))];
        var codes = Unique(zones.Select(z => z.Code), i => $"zones[{i}].code", "Another zone has this code.", refuse);
        List<string> fields =
            [.. zones.SelectMany((z, i) => Destinations(z).Select(_ => $"zones[{i}].{(z.Postcodes.Count == 0 ? "countries" : "postcodes")}"))];
        Unique(zones.SelectMany(Destinations), i => fields[i], "Another zone contains the same destination.", refuse);
        List<ShippingMethod> methods = [.. input.Methods.Select((method, i) => Read(method, $"methods[{i}]", codes, refuse))];
        Unique(methods.Select(m => m.Code), i => $"methods[{i}].code", "Another method has this code.", refuse);
        return (zones, methods);
    }

    static ShippingZone Read(ShippingZoneRequest zone, string path, Action<string, string> refuse)
    {
        foreach (var (i, country) in zone.Countries.Index().Where(c => !Country.TryFind(c.Item, out _)))
        {
            refuse($"{path}.countries[{i}]", $"'{country}' is no country of ISO 3166-1.");
        }

        List<string> postcodes = [.. (zone.Postcodes ?? []).Select(Compact)];
        foreach (var (i, _) in postcodes.Index().Where(p => p.Item.Length is 0 or > PostcodeMax || !p.Item.All(char.IsAsciiLetterOrDigit)))
        {
            refuse($"{path}.postcodes[{i}]", $"The beginning of a postal code has 1 to {PostcodeMax} letters and digits.");
        }

        if (postcodes.Count > 0 && zone.Countries.Count != 1)
        {
            refuse($"{path}.postcodes", "A zone with postal codes has one country, to which they belong.");
        }

        return new(zone.Code, zone.Name, [.. zone.Countries.Select(c => c.ToUpperInvariant()).Distinct()], [.. postcodes.Distinct()]);
    }

    static ShippingMethod Read(ShippingMethodRequest method, string path, IReadOnlySet<string> zones, Action<string, string> refuse)
    {
        Unique(method.Rates.Select(r => $"{r.Zone} {r.Currency}"), i => $"{path}.rates[{i}]", "The method has a rate for this zone and currency already.", refuse);
        return new(method.Code, method.Name, method.Days, method.Active, [.. method.Rates.Select((rate, i) => Read(rate, $"{path}.rates[{i}]", zones, refuse))]);
    }

    static ShippingRate Read(ShippingRateRequest rate, string path, IReadOnlySet<string> zones, Action<string, string> refuse)
    {
        if (!zones.Contains(rate.Zone))
        {
            refuse($"{path}.zone", "There is no such zone.");
        }

        var currency = Currency.Of(rate.Currency);
        void Check(decimal? amount, string field)
        {
            if (!currency.Represents(amount ?? 0))
            {
                refuse($"{path}.{field}", currency.DecimalsRule);
            }
        }

        Check(rate.FreeFrom, "freeFrom");
        foreach (var (i, band) in rate.Bands.Index())
        {
            Check(band.Price, $"bands[{i}].price");
            Check(band.UpToSubtotal, $"bands[{i}].upToSubtotal");
        }

        return new(rate.Zone, rate.Currency, [.. rate.Bands.Select(b => new ShippingBand(b.Price, b.UpToGrams, b.UpToSubtotal))], rate.FreeFrom);
    }

    // What a zone contains: countries, the beginnings of postal codes in its country, or the rest of the world.
    static IEnumerable<string> Destinations(ShippingZone zone) => zone switch
    {
        { Countries.Count: 0 } => ["*"],
        { Postcodes.Count: 0 } => zone.Countries,
        _ => zone.Postcodes.Select(p => $"{zone.Countries[0]} {p}"),
    };

    static HashSet<string> Unique(IEnumerable<string> values, Func<int, string> path, string message, Action<string, string> refuse)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, _) in values.Index().Where(v => !seen.Add(v.Item)))
        {
            refuse(path(i), message);
        }

        return seen;
    }

    static string Compact(string postcode) => postcode.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
}
