using Cartwright.Shipping;

namespace Cartwright.Unit.Shipping;

public sealed class ShippingRatesReaderTests
{
    static readonly ShippingZoneRequest Germany = new("de", "Germany", ["de"], null);
    static readonly ShippingRateRequest Rate = new("de", "EUR", [new(4.9m, 1000, null)], 50);
    static readonly ShippingMethodRequest Parcel = new("parcel", "Parcel", 3, true, [Rate]);

    static List<string> Errors(ShippingZoneRequest[] zones, params ShippingMethodRequest[] methods)
    {
        var errors = new List<string>();
        ShippingRatesReader.Read(new(zones, methods), (field, _) => errors.Add(field));
        return errors;
    }

    [Fact]
    public void Countries_and_postal_codes_are_kept_in_one_spelling()
    {
        var (zones, _) = ShippingRatesReader.Read(new([new("man", "Man", ["gb"], ["im-1 1", "IM11"])], []), (field, message) => Assert.Fail($"{field}: {message}"));

        Assert.Equal(["GB"], zones[0].Countries);
        Assert.Equal(["IM11"], zones[0].Postcodes);
    }

    [Fact]
    public void A_table_without_faults_is_accepted() =>
        Assert.Empty(Errors([Germany, new("island", "Island", ["DE"], ["274"]), new("world", "World", [], [])], Parcel));

    [Fact]
    public void What_is_wrong_is_named()
    {
        Assert.Equal(["zones[1].code"], Errors([Germany, Germany with { Countries = ["FR"] }]));
        Assert.Equal(["zones[1].countries"], Errors([Germany, new("other", "Other", ["FR", "DE"], null)]));
        Assert.Equal(["zones[1].countries"], Errors([new("a", "A", [], null), new("b", "B", [], null)]));
        Assert.Equal(["zones[1].postcodes"], Errors([new("a", "A", ["DE"], ["27"]), new("b", "B", ["DE"], ["27"])]));
        Assert.Equal(["zones[0].countries[0]"], Errors([new("a", "A", ["XX"], null)]));
        Assert.Equal(["zones[0].postcodes"], Errors([new("a", "A", ["DE", "FR"], ["27"])]));
        Assert.Equal(["zones[0].postcodes[0]"], Errors([new("a", "A", ["DE"], ["2%"])]));
        Assert.Equal(["methods[1].code"], Errors([Germany], Parcel, Parcel));
        Assert.Equal(["methods[0].rates[1]"], Errors([Germany], Parcel with { Rates = [Rate, Rate] }));
        Assert.Equal(["methods[0].rates[0].zone"], Errors([], Parcel));
        Assert.Equal(["methods[0].rates[0].freeFrom"], Errors([Germany], Parcel with { Rates = [Rate with { FreeFrom = 1.001m }] }));
        Assert.Equal(["methods[0].rates[0].bands[0].price"], Errors([Germany], Parcel with { Rates = [new("de", "JPY", [new(0.5m, null, null)], null)] }));
    }
}
