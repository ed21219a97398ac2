using Cartwright.Contracts;
using Cartwright.Orders;

namespace Cartwright.Unit.Orders;

public sealed class RateTableTests(ITestOutputHelper output)
{
    const int Trials = 2000;

    static readonly RateTable Zones = new(
        [
            new("world", "World", [], []), new("germany", "Germany", ["DE"], []), new("islands", "Islands", ["DE"], ["2", "274"]),
            new("helgoland", "Helgoland", ["DE"], ["27498"]), new("britain", "Britain", ["GB", "IE"], []), new("man", "Isle of Man", ["GB"], ["IM"]),
        ],
        []);

    static Money Euros(decimal amount) => new(amount, Currency.Of("EUR"));

    static Parcel Parcel(decimal subtotal, long grams, string currency = "EUR") => new(new(subtotal, Currency.Of(currency)), grams, "DE", "10115");

    static RateTable Table(params ShippingRate[] rates) => new([Zones.Zones[1]], [new("parcel", "Parcel", 3, true, rates)]);

    static ShippingRate Rate(decimal? freeFrom, params ShippingBand[] bands) => new("germany", "EUR", bands, freeFrom);

    static decimal? Price(RateTable table, Parcel parcel) => table.FindOffers(parcel)!.SingleOrDefault()?.Price.Amount;

    [Theory]
    [InlineData("DE", "10115", "germany")]
    [InlineData("de", "10115", "germany")]
    [InlineData("DE", null, "germany")]
    [InlineData("DE", "27498", "helgoland")]
    [InlineData("DE", "27499", "islands")]
    [InlineData("DE", "20095", "islands")]
    [InlineData("GB", "im1 1ea", "man")]
    [InlineData("GB", "I-M 2", "man")]
    [InlineData("IE", "IM1 1EA", "britain")]
    [InlineData("FR", "27498", "world")]
    [InlineData(null, "27498", null)]
    public void The_most_specific_zone_of_a_destination_is_found(string? country, string? postcode, string? zone) =>
        Assert.Equal(zone, Zones.FindZone(country, postcode)?.Code);

    [Fact]
    public void A_destination_in_no_zone_is_for_others_to_price() => Assert.Null(Table().FindOffers(Parcel(10, 0) with { Country = "FR" }));

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1000, 3)]
    [InlineData(1001, 5)]
    [InlineData(5000, 5)]
    [InlineData(5001, null)]
    [InlineData(20_000_000_000, null)]
    public void A_parcel_has_the_price_of_the_first_band_that_it_fits_in(long grams, int? price) => Assert.Equal(
        price, Price(Table(Rate(null, new(3, 1000, null), new(5, 5000, null))), Parcel(10, grams)));

    [Theory]
    [InlineData(20, 100, 6)]
    [InlineData(20.01, 100, 2)]
    [InlineData(20, 1001, 9)]
    public void A_band_can_end_at_a_subtotal(double subtotal, long grams, int price) => Assert.Equal(
        price, Price(Table(Rate(null, new(6, 1000, 20), new(2, 1000, null), new(9, null, null))), Parcel((decimal)subtotal, grams)));

    [Theory]
    [InlineData(49.99, 4)]
    [InlineData(50, 0)]
    public void Shipping_is_free_from_a_subtotal_of_the_currency(double subtotal, int price) =>
        Assert.Equal(price, Price(Table(Rate(50, new ShippingBand(4, null, null))), Parcel((decimal)subtotal, 1)));

    [Fact]
    public void What_is_too_heavy_is_not_free_either() => Assert.Null(Price(Table(Rate(50, new ShippingBand(4, 10, null))), Parcel(100, 11)));

    [Fact]
    public void A_method_without_a_rate_in_the_currency_takes_no_order_in_it() =>
        Assert.Null(Price(Table(Rate(null, new ShippingBand(4, null, null))), Parcel(100, 1, "USD")));

    [Fact]
    public void A_method_that_is_not_active_is_not_offered()
    {
        var table = Table(Rate(null, new ShippingBand(4, null, null)));
        Assert.Empty((table with { Methods = [table.Methods[0] with { Active = false }] }).FindOffers(Parcel(100, 1))!);
    }

    [Fact]
    public void The_method_that_is_asked_for_is_chosen_or_else_the_first_one()
    {
        ShippingOffer[] offers = [new("slow", "Slow", Euros(1), 9, "z"), new("fast", "Fast", Euros(9), 1, "z")];

        Assert.Equal("slow", ShippingOffers.Choose(offers, null, "country").Offer!.Code);
        Assert.Equal("fast", ShippingOffers.Choose(offers, "fast", "country").Offer!.Code);
        Assert.Null(ShippingOffers.Choose(offers, "rocket", "country").Offer);
        Assert.Null(ShippingOffers.Choose([], null, "country").Offer);
    }

    [Fact]
    public void The_price_is_that_of_a_band_or_nothing_and_more_weight_is_never_cheaper_in_a_table_that_rises()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        for (var trial = 0; trial < Trials; trial++)
        {
            var limits = Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(1, 10_000)).Distinct().Order().ToList();
            var prices = limits.Select(_ => random.Next(0, 5000) / 100m).Order().ToList();
            decimal? freeFrom = random.Next(2) == 0 ? null : random.Next(1, 200);
            var table = Table(Rate(freeFrom, [.. limits.Zip(prices, (limit, price) => new ShippingBand(price, limit, null))]));
            var (subtotal, light) = (random.Next(0, 20_000) / 100m, random.Next(0, 11_000));
            var heavy = light + random.Next(0, 3000);

            var (first, second) = (Price(table, Parcel(subtotal, light)), Price(table, Parcel(subtotal, heavy)));

            Assert.Equal(light > limits[^1], first is null);
            Assert.True(first is null || (subtotal >= freeFrom ? first == 0 : prices.Contains(first.Value)), $"Trial {trial} of seed {seed}: {first}.");
            Assert.True(second is null || second >= first, $"Trial {trial} of seed {seed}: {light} g cost {first}, {heavy} g cost {second}.");
        }
    }
}
