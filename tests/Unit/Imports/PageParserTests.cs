using System.Text;
using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Imports;

namespace Cartwright.Unit.Imports;

public sealed class PageParserTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_page_of_orders_is_read_as_it_stands()
    {
        var (page, orders) = Parse(
            """
            [ {"id":7,"order_date":"2025-03-01T10:00:00Z","order_amount":12.5,"order_label":"Bücher \"alt\", 2 pcs"},
              {"order_label":"x","unknown":{"a":[1,2]},"order_amount":0,"order_date":"2025-03-01T10:00:00+02:00","id":8} ]
            """);

        Assert.Equal([7, 8], orders.Ids);
        Assert.Equal([new(2025, 3, 1, 10, 0, 0, DateTimeKind.Utc), new(2025, 3, 1, 8, 0, 0, DateTimeKind.Utc)], orders.Dates);
        Assert.Equal([12.5m, 0m], orders.Amounts);
        Assert.Equal(["Bücher \"alt\", 2 pcs", "x"], orders.Labels);
        Assert.True(page.Ended);
        Assert.Equal((2, 0, 0), (page.Distinct, page.Repeated, page.RejectedCount));
    }

    [Theory]
    [InlineData("""{"order_date":"2025-03-01T10:00:00Z","order_amount":1,"order_label":"a"}""", "id is missing.")]
    [InlineData("""{"id":null,"order_date":"2025-03-01T10:00:00Z","order_amount":1,"order_label":"a"}""", "id is no whole number.")]
    [InlineData("""{"id":1.5,"order_date":"2025-03-01T10:00:00Z","order_amount":1,"order_label":"a"}""", "id is no whole number.")]
    [InlineData("""{"id":"1","order_date":"2025-03-01T10:00:00Z","order_amount":1,"order_label":"a"}""", "id is no whole number.")]
    [InlineData("""{"id":101,"order_date":"2025-03-01T10:00:00Z","order_amount":1,"order_label":"a"}""", "id is outside of the range that was asked for.")]
    [InlineData("""{"id":0,"order_date":"2025-03-01T10:00:00Z","order_amount":1,"order_label":"a"}""", "id is outside of the range that was asked for.")]
    [InlineData("""{"id":1,"order_amount":1,"order_label":"a"}""", "order_date is missing.")]
    [InlineData("""{"id":1,"order_date":"yesterday","order_amount":1,"order_label":"a"}""", "order_date is no time (ISO 8601).")]
    [InlineData("""{"id":1,"order_date":1740823200,"order_amount":1,"order_label":"a"}""", "order_date is no time (ISO 8601).")]
    [InlineData("""{"id":1,"order_date":"1969-07-20T20:17:00Z","order_amount":1,"order_label":"a"}""", "order_date is before 1990 or in the future.")]
    [InlineData("""{"id":1,"order_date":"2026-01-03T00:00:00Z","order_amount":1,"order_label":"a"}""", "order_date is before 1990 or in the future.")]
    [InlineData("""{"id":1,"order_date":"2025-03-01T10:00:00Z","order_label":"a"}""", "order_amount is missing.")]
    [InlineData("""{"id":1,"order_date":"2025-03-01T10:00:00Z","order_amount":"1.00","order_label":"a"}""", "order_amount is no number.")]
    [InlineData("""{"id":1,"order_date":"2025-03-01T10:00:00Z","order_amount":[1],"order_label":"a"}""", "order_amount is no number.")]
    [InlineData("""{"id":1,"order_date":"2025-03-01T10:00:00Z","order_amount":1e99,"order_label":"a"}""", "order_amount is no number.")]
    [InlineData("""{"id":1,"order_date":"2025-03-01T10:00:00Z","order_amount":-0.01,"order_label":"a"}""", "order_amount is negative or too large.")]
    [InlineData("""{"id":1,"order_date":"2025-03-01T10:00:00Z","order_amount":10000000000,"order_label":"a"}""", "order_amount is negative or too large.")]
    [InlineData("""{"id":1,"order_date":"2025-03-01T10:00:00Z","order_amount":1.005,"order_label":"a"}""", "order_amount: An amount of EUR has at most 2 decimals.")]
    [InlineData("""{"id":1,"order_date":"2025-03-01T10:00:00Z","order_amount":1}""", "order_label is missing.")]
    [InlineData("""{"id":1,"order_date":"2025-03-01T10:00:00Z","order_amount":1,"order_label":{"a":1}}""", "order_label is no text.")]
    [InlineData("""{"id":1,"order_date":"2025-03-01T10:00:00Z","order_amount":1,"order_label":"a\u0000"}""", "order_label is no text.")]
    [InlineData("""{"id":1,"order_date":"2025-03-01T10:00:00Z","order_amount":1,"order_label":"\ud800"}""", "order_label is no text.")]
    [InlineData("""{"id":1,"order_date":"2025-03-01T10:00:00Z","order_amount":1,"order_label":""}""", "order_label is empty or longer than 200 characters.")]
    [InlineData("""["a"]""", "The row is no object.")]
    [InlineData("null", "The row is no object.")]
    public void A_row_that_is_not_an_order_is_rejected_with_its_text_and_the_others_are_kept(string row, string reason)
    {
        var (page, orders) = Parse($"[{Order(5)},{row},{Order(6)}]");

        Assert.Equal([5, 6], orders.Ids);
        var rejected = Assert.Single(page.Rejected);
        Assert.Equal((reason, row), (rejected.Reason, rejected.Raw));
        Assert.Equal(1, page.RejectedCount);
    }

    [Fact]
    public void A_rejected_row_keeps_its_id() =>
        Assert.Equal(9, Assert.Single(Parse("""[{"id":9,"order_date":"?"}]""").Page.Rejected).OrderId);

    [Fact]
    public void A_repeated_order_is_counted_and_compared()
    {
        var (page, orders) = Parse($"[{Order(1)},{Order(2)},{Order(1)},{Order(1)}]");

        Assert.Equal([1, 2, 1, 1], orders.Ids);
        Assert.Equal((2, 2), (page.Distinct, page.Repeated));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("<html>")]
    [InlineData("[{]")]
    [InlineData("[1,")]
    [InlineData("""[{"id":1}""")]
    [InlineData("[] []")]
    public void What_is_no_array_to_its_end_is_no_page(string body) => Assert.ThrowsAny<JsonException>(() => Parse(body));

    [Fact]
    public void However_the_bytes_arrive_the_same_is_read()
    {
        var body = $"""[{Order(1)}, 17, {Order(2)},{Order(2)} , {Order(3, "Käse, \\\"reif\\\"")}, {Order(400)}]""";
        var bytes = Encoding.UTF8.GetBytes(body);
        var (whole, all) = Parse(body);

        for (var size = 1; size <= bytes.Length; size++)
        {
            var orders = new OrderBatch(100);
            var page = ParseIn(bytes, size, orders);

            Assert.Equal(all.Ids, orders.Ids);
            Assert.Equal(all.Labels, orders.Labels);
            Assert.Equal(whole.Rejected, page.Rejected);
            Assert.Equal((whole.Distinct, whole.Repeated, true), (page.Distinct, page.Repeated, page.Ended));
        }
    }

    [Theory]
    [InlineData("JPY", "100", null)]
    [InlineData("JPY", "100.0", null)]
    [InlineData("JPY", "100.5", "order_amount: An amount of JPY has no decimals.")]
    [InlineData("KWD", "1.234", null)]
    [InlineData("KWD", "1.2345", "order_amount: An amount of KWD has at most 3 decimals.")]
    public void An_amount_has_as_many_decimals_as_its_currency(string currency, string amount, string? error)
    {
        var (page, orders) = Parse($$"""[{"id":1,"order_date":"2025-03-01T10:00:00Z","order_amount":{{amount}},"order_label":"a"}]""", currency);

        Assert.Equal(error, page.Rejected.SingleOrDefault()?.Reason);
        Assert.Equal(error is null ? 1 : 0, orders.Ids.Count);
    }

    [Fact]
    public void A_full_batch_ends_the_reading_until_there_is_room()
    {
        var bytes = Encoding.UTF8.GetBytes($"[{Order(1)},{Order(2)},{Order(3)}]");
        var page = new PageParser(new(1, 100), Currency.Of("EUR"), Now);
        var batch = new OrderBatch(2);

        var taken = page.Read(bytes, isLast: true, batch);

        Assert.Equal([1, 2], batch.Ids);
        Assert.False(page.Ended);
        batch.Clear();
        page.Read(bytes.AsSpan(taken), isLast: true, batch);
        Assert.Equal([3], batch.Ids);
        Assert.True(page.Ended);
    }

    [Fact]
    public void A_flood_of_bad_rows_is_counted_and_not_kept()
    {
        var (page, _) = Parse($"[{string.Join(',', Enumerable.Repeat("1", PageParser.RejectedMax + 5))}]");

        Assert.Equal(PageParser.RejectedMax + 5, page.RejectedCount);
        Assert.Equal(PageParser.RejectedMax, page.Rejected.Count);
    }

    static string Order(long id, string label = "a") =>
        $$"""{"id":{{id}},"order_date":"2025-03-01T10:00:00Z","order_amount":19.99,"order_label":"{{label}}"}""";

    static (PageParser Page, OrderBatch Orders) Parse(string body, string currency = "EUR")
    {
        var orders = new OrderBatch(100);
        return (ParseIn(Encoding.UTF8.GetBytes(body), int.MaxValue, orders, currency), orders);
    }

    // As from a network that brings so many bytes at a time.
    static PageParser ParseIn(byte[] bytes, int size, OrderBatch orders, string currency = "EUR")
    {
        var page = new PageParser(new(1, 100), Currency.Of(currency), Now);
        var taken = 0;
        for (long come = 0; come < bytes.Length || bytes.Length == 0;)
        {
            come = Math.Min(bytes.Length, come + size);
            taken += page.Read(bytes.AsSpan(taken, (int)come - taken), isLast: false, orders);
            if (come == bytes.Length)
            {
                break;
            }
        }

        page.Read(bytes.AsSpan(taken), isLast: true, orders);
        return page;
    }
}
