using System.Globalization;
using System.Text;
using System.Text.Json;
using Cartwright.Bench;

namespace Cartwright.Unit.Bench;

public sealed class OrderPlacingTests
{
    static readonly IReadOnlyList<byte[]> Bodies = OrderPlacing.RenderBodies(["MUG", "KNIFE", "PLATE", "BOWL"], count: 100, seed: 1);

    [Fact]
    public void Every_request_is_complete_and_has_a_key_of_its_own()
    {
        var customer = new OrderPlacing("token", Bodies, seed: 2);
        var requests = Enumerable.Range(0, 500).Select(_ => Encoding.UTF8.GetString(customer.NextRequest().Span)).ToList();

        Assert.Equal(500, requests.Select(request => Field(request, "Idempotency-Key")).Distinct().Count());
        Assert.All(requests, request =>
        {
            Assert.Equal("Bearer token", Field(request, "Authorization"));
            Assert.Equal(int.Parse(Field(request, "Content-Length"), CultureInfo.InvariantCulture), Body(request).Length);
        });
    }

    [Fact]
    public void Orders_have_one_to_three_different_skus()
    {
        var counts = Bodies.Select(body => JsonDocument.Parse(Body(Encoding.UTF8.GetString(body))).RootElement.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("sku").GetString()).ToList());

        Assert.All(counts, skus => Assert.Equal(skus.Distinct(), skus));
        Assert.Equal([1, 2, 3], counts.Select(skus => skus.Count).Distinct().Order());
    }

    [Fact]
    public void The_id_of_an_accepted_order_is_remembered_with_the_time_it_was_sent()
    {
        var customer = new OrderPlacing("token", Bodies, seed: 3);
        var id = Guid.CreateVersion7();

        Assert.True(customer.Accept(new(201, Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","number":"CW-1"}""")), sent: 77));
        Assert.Equal([new AcceptedOrder(id, 77)], customer.Accepted);
    }

    [Fact]
    public void A_refused_order_is_not_remembered()
    {
        var customer = new OrderPlacing("token", Bodies, seed: 4);

        Assert.False(customer.Accept(new(429, default), sent: 77));
        Assert.Empty(customer.Accepted);
    }

    static string Field(string request, string name) =>
        request.Split("\r\n").Single(line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];

    static string Body(string request) => request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
}
