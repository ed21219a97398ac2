using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Orders;
using Cartwright.Platform.Messaging;

namespace Cartwright.Unit.Orders;

public sealed class OrderTimelineTests
{
    static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly Guid OrderId = Guid.NewGuid();

    [Fact]
    public void Every_service_that_tells_of_orders_is_asked()
    {
        var tellers = EventCatalog.ByName.Values.Where(e => e.Type.GetProperty("OrderId") is not null).Select(e => e.Publisher).Distinct();

        Assert.Equal(GetOrderTimeline.EventSources.Append("orders").Order(), tellers.Order());
    }

    [Fact]
    public void Everything_that_tells_of_an_order_is_found_by_the_orders_id()
    {
        var abouts = EventCatalog.ByName.Values.Where(e => e.Type.GetProperty("OrderId") is not null).Select(type =>
        {
            var json = JsonSerializer.Serialize(new Dictionary<string, object> { ["orderId"] = OrderId });
            return ((IEvent)JsonSerializer.Deserialize(json, type.Json)!).AggregateId;
        });

        Assert.All(abouts, about => Assert.Equal(OrderId, about));
    }

    [Fact]
    public void What_happened_at_the_same_time_is_told_by_its_place_in_the_log()
    {
        var (first, second, third) = (Wrap(new OrderShipped(OrderId, "n", OrderId), 8, Noon), Wrap(new InventoryReserved(OrderId), 9, Noon),
            Wrap(new OrderDelivered(OrderId, "n", OrderId), 1, Noon.AddSeconds(1)));

        var timeline = OrderTimelineResponse.Of(OrderId, [third, second, first], []);

        Assert.Equal([first.Id, second.Id, third.Id], timeline.Items.Select(i => i.Id));
        Assert.Equal(["shipped", null, "delivered"], timeline.Items.Select(i => i.Status));
    }

    [Fact]
    public void The_superseded_event_of_an_earlier_version_still_shows_its_status() =>
        Assert.Equal("shipped", OrderTimelineResponse.Of(OrderId, [Wrap(new OrderUpdated(OrderId, "n", OrderId, "shipped"), 1, Noon)], []).Items.Single().Status);

    [Fact]
    public void The_token_of_a_payment_is_not_told()
    {
        var requested = Wrap(new OrderPaymentRequested(OrderId, 1, OrderId, 5m, "EUR", "card", "tok_secret"), 1, Noon);

        var entry = OrderTimelineResponse.Of(OrderId, [requested], []).Items.Single();

        Assert.DoesNotContain("tok_secret", entry.ToString(), StringComparison.Ordinal);
        Assert.Equal((1, 5m, "EUR"), (entry.Attempt, entry.Amount, entry.Currency));
    }

    [Theory]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "0af7651916cd43dd8448eb211c80319c")]
    [InlineData("no trace", null)]
    [InlineData(null, null)]
    public void A_trace_is_told_by_its_id(string? traceParent, string? traceId)
    {
        var envelope = Wrap(new InventoryReserved(OrderId), 1, Noon) with { TraceParent = traceParent };

        Assert.Equal(traceId, OrderTimelineResponse.Of(OrderId, [envelope], []).Items.Single().TraceId);
    }

    static Envelope Wrap(IEvent fact, long position, DateTimeOffset time)
    {
        var type = EventCatalog.Of(fact.GetType());
        return new(position, Guid.NewGuid(), type.Name, type.Version, time, fact.AggregateId, null, null, JsonSerializer.Serialize(fact, type.Json));
    }
}
