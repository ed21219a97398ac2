using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Cartwright.Tests.Shops;
using Npgsql;

namespace Cartwright.Tests.Observability;

/// <summary>A shop of which nobody gets the traces, as most are.</summary>
[Collection(nameof(Alone))]
public sealed class TraceTests(TestShop shop)
{
    [Fact]
    public async Task Everything_that_follows_from_an_order_carries_the_trace_of_its_request_though_nobody_gets_the_traces()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();

        // Two at once and one after another: each has its own trace, whoever shares a statement with it.
        var traces = Enumerable.Range(0, 8).Select(_ => ActivityTraceId.CreateRandom().ToHexString()).ToList();
        var orders = await Task.WhenAll(traces.Select(trace => OrderAsync(customer, product.Sku, trace)));

        foreach (var (order, trace) in orders.Zip(traces))
        {
            await customer.UntilAsync(order, "confirmed");
            Assert.Equal(
                ["orders order.confirmed " + trace, "orders order.created " + trace, "orders order.payment_requested " + trace,
                    "inventory inventory.reserved " + trace, "payments payment.completed " + trace],
                await EventsAsync(order));
        }
    }

    [Fact]
    public async Task What_a_later_request_does_to_an_order_is_a_trace_of_its_own()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        var (placed, cancelled) = (ActivityTraceId.CreateRandom().ToHexString(), ActivityTraceId.CreateRandom().ToHexString());
        var order = await OrderAsync(customer, product.Sku, placed);
        await customer.UntilAsync(order, "confirmed");

        await customer.Http.SendAsync(HttpMethod.Post, $"/api/orders/{order}/cancel", null, request => Trace(request, cancelled));
        await customer.UntilAsync(order, o => o.GetProperty("payment").GetProperty("status").GetString() == "refunded");

        var events = await EventsAsync(order);
        Assert.Contains("orders order.cancelled " + cancelled, events);
        Assert.Contains("payments payment.refunded " + cancelled, events);
        Assert.Contains("payments payment.completed " + placed, events);
    }

    [Fact]
    public async Task Where_somebody_gets_the_traces_an_order_is_one_tree_over_gateway_services_and_provider()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        var ended = new ConcurrentQueue<Activity>();
        using (Listen(ended))
        {
            await customer.UntilAsync(await OrderAsync(customer, product.Sku, trace), "confirmed");
            Assert.Equal("clean", await shop.AuditAsync());
        }

        var spans = ended.Where(a => a.TraceId.ToHexString() == trace).ToList();
        string? Service(Activity span) => span.GetTagItem("service") as string;
        Assert.Contains(spans, s => s is { OperationName: "order.created", Kind: ActivityKind.Consumer } && Service(s) == "inventory");
        Assert.Contains(spans, s => s is { OperationName: "order.payment_requested", Kind: ActivityKind.Consumer } && Service(s) == "payments");
        Assert.Contains(spans, s => s is { OperationName: "payment.completed", Kind: ActivityKind.Consumer } && Service(s) == "orders");
        Assert.Contains(spans, s => s.OperationName == "ExecutePayments" && Service(s) == "payments");
        // The gateway, orders and the provider.
        Assert.True(spans.Count(s => s.Kind == ActivityKind.Server) >= 3, string.Join(", ", spans.Select(s => s.OperationName)));

        // A tree: but for the first, every span hangs from another one.
        var ids = spans.Select(s => s.SpanId).ToHashSet();
        Assert.Equal(["Microsoft.AspNetCore.Hosting.HttpRequestIn"], spans.Where(s => !ids.Contains(s.ParentSpanId)).Select(s => s.OperationName));
    }

    static ActivityListener Listen(ConcurrentQueue<Activity> ended)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Cartwright" or "Microsoft.AspNetCore" or "System.Net.Http" or "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    static async Task<Guid> OrderAsync(TestCustomer customer, string sku, string trace) =>
        (await customer.Http.SendAsync(HttpMethod.Post, "/api/orders", OrderBody.Of([(sku, 1)]), request =>
        {
            request.Headers.Add("Idempotency-Key", trace);
            Trace(request, trace);
        })).Is(HttpStatusCode.Created).Id;

    static void Trace(HttpRequestMessage request, string trace) => request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-00");

    async Task<IReadOnlyList<string>> EventsAsync(Guid order)
    {
        var events = new List<string>();
        foreach (var service in new[] { "orders", "inventory", "payments" })
        {
            await using var connection = new NpgsqlConnection(shop.Shop.Postgres.Address.Service(service));
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("select name, split_part(trace_parent, '-', 2) from events where aggregate_id = $1 order by name", connection)
            {
                Parameters = { new() { Value = order } },
            };
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                events.Add($"{service} {reader.GetString(0)} {(await reader.IsDBNullAsync(1) ? "no trace" : reader.GetString(1))}");
            }
        }

        return events;
    }
}
