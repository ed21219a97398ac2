using System.Text.Json;
using Cartwright.Simulators;

namespace Cartwright.Unit.Simulators;

public sealed class OrderPageTests
{
    const int Orders = 5000;

    [Fact]
    public void Malformed_rows_are_json_and_all_damages_occur()
    {
        var rows = PageText.RowsOf(1, Orders, new() { Malformed = 0.1 });
        var malformed = rows.Where(row => PageText.OrderOf(row) is null).ToList();

        Assert.Equal(Orders, rows.Count);
        Assert.InRange(malformed.Count, 400, 600);
        Assert.Contains(malformed, row => row.ValueKind == JsonValueKind.Null);
        Assert.Contains(malformed, row => row.ValueKind == JsonValueKind.Object && row.GetProperty("order_label").GetString()!.Length > 80);
    }

    public static TheoryData<int> Damages { get; } = new(Enumerable.Range(0, Enum.GetValues<RowDamage>().Length));

    [Theory]
    [MemberData(nameof(Damages))]
    public void No_damage_leaves_an_order(int damage)
    {
        var room = new byte[OrderPage.RoomMin];
        var text = new RowText(room);
        MalformedRow.Append(ref text, new OrderRow(), OrderParts.Draw(1, 7), (RowDamage)damage);

        Assert.Null(PageText.OrderOf(JsonSerializer.Deserialize<JsonElement>(room.AsSpan(0, text.Length))));
    }

    [Fact]
    public void Malformed_rows_are_others_next_time() =>
        Assert.NotEqual(PageText.Of(1, Orders, new() { Malformed = 0.1 }, faultSeed: 1), PageText.Of(1, Orders, new() { Malformed = 0.1 }, faultSeed: 2));

    [Theory]
    [InlineData(0.05)]
    [InlineData(1)]
    public void Duplicates_come_once_more_and_later(double share)
    {
        var rows = PageText.RowsOf(1, Orders, new() { Duplicates = share }).Select(row => PageText.OrderOf(row)!.Value).ToList();
        var firsts = rows.DistinctBy(order => order.Id).ToList();
        var byId = rows.Select((order, place) => (order, place)).ToLookup(row => row.order.Id);

        Assert.Equal(Enumerable.Range(1, Orders).Select(id => (long)id), firsts.Select(order => order.Id));
        Assert.InRange(rows.Count - Orders, (int)(Orders * share * 0.7), (int)(Orders * share * 1.3));
        Assert.All(byId, same => Assert.InRange(same.Count(), 1, 2));
        Assert.All(byId, same => Assert.Single(same.Select(row => row.order).Distinct()));
        Assert.Contains(byId, same => same.Count() == 2 && same.Last().place - same.First().place > 5);
    }

    [Fact]
    public void Garbage_is_no_json() => Assert.All(Enumerable.Range(1, 50), faultSeed =>
        Assert.ThrowsAny<JsonException>(() => PageText.RowsOf(1, 20, new() { Garbage = 1 }, faultSeed)));

    [Fact]
    public void A_dropped_page_ends_before_its_last_row() => Assert.All(Enumerable.Range(1, 50), faultSeed =>
    {
        var page = new OrderPage(1, 20, new() { Drops = 1 }, new FaultInjector(faultSeed, 1));
        PageText.BytesOf(page);

        Assert.Equal(PageEnd.Dropped, page.End);
        Assert.InRange(page.Rows, 0, 19);
    });

    [Fact]
    public void A_page_counts_what_is_in_it()
    {
        var settings = new MarketplaceSettings { Malformed = 0.1, Duplicates = 0.1, AlteredOrders = 0.1, BrokenOrders = 0.1 };
        var page = new OrderPage(1, Orders, settings, new FaultInjector(1, 1));
        var rows = JsonSerializer.Deserialize<JsonElement>(PageText.BytesOf(page)).EnumerateArray().ToList();

        Assert.Equal(rows.Count, page.Rows);
        Assert.Equal(rows.Count(row => PageText.OrderOf(row) is null), page.MalformedRows);
        Assert.Equal(rows.Count - Orders, page.DuplicateRows);
        Assert.Equal(rows.Count(row => PageText.OrderOf(row) is { } order && order != MarketplaceOrders.Of(1, order.Id)), page.AlteredRows);
    }

    [Fact]
    public void The_same_fault_seed_makes_the_same_faults()
    {
        var settings = new MarketplaceSettings { Malformed = 0.1, Duplicates = 0.1 };

        Assert.Equal(PageText.Of(1, Orders, settings, faultSeed: 3), PageText.Of(1, Orders, settings, faultSeed: 3));
    }

    [Fact]
    public void Latencies_have_the_median_and_the_percentile_that_were_asked_for()
    {
        var settings = new MarketplaceSettings { LatencyMedianMs = 50, LatencyP99Ms = 400 };
        var latencies = Enumerable.Range(1, 20_000).Select(request => new FaultInjector(1, request).Latency(settings).TotalMilliseconds).Order().ToList();

        Assert.InRange(latencies[10_000], 48, 52);
        Assert.InRange(latencies[19_800], 360, 440);
        Assert.Equal(TimeSpan.FromMilliseconds(50), new FaultInjector(1, 1).Latency(settings with { LatencyP99Ms = 0 }));
        Assert.Equal(TimeSpan.Zero, new FaultInjector(1, 1).Latency(new()));
    }
}
