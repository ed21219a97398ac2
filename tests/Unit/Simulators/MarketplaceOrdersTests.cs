using Cartwright.Simulators;

namespace Cartwright.Unit.Simulators;

public sealed class MarketplaceOrdersTests
{
    const long Seed = 42;

    static readonly MarketplaceSettings Settings = new() { Seed = Seed };

    static readonly IReadOnlyList<MarketplaceOrder> Many = [.. Enumerable.Range(1, 130_000).Select(id => MarketplaceOrders.Of(Seed, id))];

    // Who has imported orders once must find them again, on any machine and with any version.
    [Theory]
    [InlineData(1, 1, """[{"id":1,"order_date":"2023-01-02T00:00:52Z","order_amount":15.00,"order_label":"\"Nordic\" bath towel"}]""")]
    [InlineData(1, 100_000, """[{"id":100000,"order_date":"2023-01-12T22:16:24Z","order_amount":110.99,"order_label":"Cotton bar stool, 4 pcs"}]""")]
    [InlineData(42, 10_000_000, """[{"id":10000000,"order_date":"2025-12-30T19:15:23Z","order_amount":28.50,"order_label":"Leather spice rack"}]""")]
    [InlineData(-1, 0, """[{"id":0,"order_date":"2023-01-02T00:00:11Z","order_amount":55.99,"order_label":"Vintage wine glass"}]""")]
    public void An_order_is_the_same_for_ever(long seed, long id, string expected) => Assert.Equal(expected, PageText.Of(id, id, new() { Seed = seed }));

    [Fact]
    public void Another_seed_is_another_marketplace()
    {
        var same = Enumerable.Range(1, 1000).Count(id => MarketplaceOrders.Of(1, id) == MarketplaceOrders.Of(2, id));

        Assert.InRange(same, 0, 1);
    }

    [Fact]
    public void What_is_written_is_what_the_function_says() => Assert.Equal(
        Many.Take(70_000).Skip(60_000),
        PageText.RowsOf(60_001, 70_000, Settings).Select(row => PageText.OrderOf(row)!.Value));

    [Fact]
    public void Where_a_page_begins_and_how_it_is_cut_into_pieces_changes_no_byte()
    {
        // Of three days.
        var whole = PageText.Of(1, 25_000, Settings);

        Assert.Equal(whole, PageText.Of(1, 25_000, Settings, room: OrderPage.RoomMin));
        Assert.Equal(whole, $"{PageText.Of(1, 12_345, Settings)[..^1]},{PageText.Of(12_346, 25_000, Settings)[1..]}");
    }

    [Fact]
    public void Amounts_have_two_decimals_and_dates_seconds_and_utc() => Assert.All(PageText.RowsOf(1, 1000, Settings), row =>
    {
        Assert.Matches("^[0-9]+[.][0-9]{2}$", row.GetProperty("order_amount").GetRawText());
        Assert.Matches("^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z$", row.GetProperty("order_date").GetString());
        Assert.Equal(["id", "order_date", "order_amount", "order_label"], row.EnumerateObject().Select(member => member.Name));
    });

    [Fact]
    public void Dates_rise_with_ids()
    {
        Assert.True(Many.Zip(Many.Skip(1)).All(pair => pair.First.Date <= pair.Second.Date));
        Assert.All(Enumerable.Range(1, 30).Select(week => (long)week * OrderCalendar.OrdersPerWeek), first =>
            Assert.True(MarketplaceOrders.Of(Seed, first - 1).Date <= MarketplaceOrders.Of(Seed, first).Date));
    }

    [Fact]
    public void Ten_million_orders_take_three_years() =>
        Assert.InRange((MarketplaceOrders.Of(Seed, 10_000_000).Date - MarketplaceOrders.Of(Seed, 1).Date).TotalDays, 1080, 1110);

    [Fact]
    public void More_is_bought_in_the_evening_than_at_night_and_most_on_sundays()
    {
        var week = Many.Take(OrderCalendar.OrdersPerWeek).ToList();
        var hours = week.CountBy(order => order.Date.Hour).ToDictionary();

        Assert.True(hours[20] > 5 * hours[3]);
        Assert.Equal(DayOfWeek.Sunday, week.CountBy(order => order.Date.DayOfWeek).MaxBy(day => day.Value).Key);
    }

    [Fact]
    public void Amounts_are_many_small_and_few_large()
    {
        var amounts = Many.Select(order => order.Amount).Order().ToList();

        Assert.InRange(amounts[0], 2m, 3m);
        Assert.InRange(amounts[^1], 2000m, 3000m);
        Assert.InRange(amounts[amounts.Count / 2], 28m, 36m);
        Assert.InRange(amounts.Average(), 45m, 75m);
        Assert.Equal([0.00m, 0.50m, 0.95m, 0.99m], amounts.Select(amount => amount % 1).Distinct().Order());
    }

    [Fact]
    public void Labels_are_short_and_have_all_that_makes_text_difficult()
    {
        var labels = Many.Select(order => order.Label).ToHashSet();

        Assert.All(labels, label => Assert.InRange(label.Length, 5, 80));
        Assert.Contains(labels, label => label.Contains('"', StringComparison.Ordinal));
        Assert.Contains(labels, label => label.Contains('\\', StringComparison.Ordinal));
        Assert.Contains(labels, label => label.Contains('é', StringComparison.Ordinal));
        Assert.Contains(labels, label => label.Contains("🦊", StringComparison.Ordinal));
        Assert.Contains(labels, label => label.EndsWith(", 2 pcs", StringComparison.Ordinal));
        Assert.InRange(labels.Count, 5000, 20_000);
    }

    [Fact]
    public void Broken_orders_are_the_same_ones_whenever_they_are_read()
    {
        var settings = Settings with { BrokenOrders = 0.05 };
        var page = PageText.RowsOf(1, 10_000, settings, faultSeed: 1);
        var broken = Enumerable.Range(1, 10_000).Where(id => MarketplaceOrders.IsBroken(Seed, id, 0.05)).ToList();

        Assert.InRange(broken.Count, 400, 600);
        Assert.Equal(broken, Enumerable.Range(1, 10_000).Where(id => PageText.OrderOf(page[id - 1]) is null));
        Assert.Equal(PageText.Of(1, 10_000, settings, faultSeed: 1), PageText.Of(1, 10_000, settings, faultSeed: 2));
        Assert.Superset(broken.ToHashSet(), Enumerable.Range(1, 10_000).Where(id => MarketplaceOrders.IsBroken(Seed, id, 0.1)).ToHashSet());
    }

    [Fact]
    public void Altered_orders_have_the_same_date_and_another_amount_and_label()
    {
        var page = PageText.RowsOf(1, 10_000, Settings with { AlteredOrders = 0.05 });
        var altered = Enumerable.Range(1, 10_000).Where(id => MarketplaceOrders.IsAltered(Seed, id, 0.05)).ToList();

        Assert.InRange(altered.Count, 400, 600);
        Assert.All(Enumerable.Range(1, 10_000).Except(altered), id => Assert.Equal(MarketplaceOrders.Of(Seed, id), PageText.OrderOf(page[id - 1])));
        Assert.All(altered, id =>
        {
            var (before, now) = (MarketplaceOrders.Of(Seed, id), PageText.OrderOf(page[id - 1])!.Value);
            Assert.Equal(MarketplaceOrders.AlteredOf(Seed, id), now);
            Assert.Equal((before.Id, before.Date), (now.Id, now.Date));
            Assert.NotEqual(before.Amount, now.Amount);
            Assert.NotEqual(before.Label, now.Label);
            Assert.InRange(now.Amount, 2m, 3000m);
        });
    }

    [Fact]
    public void What_is_broken_and_what_is_altered_are_chosen_apart() => Assert.InRange(
        Enumerable.Range(1, 10_000).Count(id => MarketplaceOrders.IsBroken(Seed, id, 0.1) && MarketplaceOrders.IsAltered(Seed, id, 0.1)), 50, 150);
}
