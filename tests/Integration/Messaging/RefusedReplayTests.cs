using System.Net;
using System.Text.Json;
using Cartwright.Platform.Messaging;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Messaging;

/// <summary>What starts an action is not started again: a replay is for handlers that save a state.</summary>
public sealed class RefusedReplayTests(TestShop shop)
{
    [Theory]
    [InlineData("inventory", "orders")]
    [InlineData("payments", "orders")]
    [InlineData("orders", "inventory")]
    [InlineData("orders", "payments")]
    public async Task Events_that_start_actions_are_not_replayed(string service, string publisher)
    {
        using var admin = await shop.AdminAsync();

        (await admin.PostJsonAsync($"/api/admin/{service}/events/replay", new { publisher })).Is(HttpStatusCode.BadRequest).Names("publisher");
    }

    [Fact]
    public async Task An_event_of_another_publisher_is_named_as_one_that_cannot_be_replayed()
    {
        using var admin = await shop.AdminAsync();

        var refused = (await admin.PostJsonAsync("/api/admin/inventory/events/replay", new { publisher = "catalog", names = new[] { "order.created" } }))
            .Is(HttpStatusCode.BadRequest);

        refused.Names("names");
        Assert.Contains("product.created, product.updated", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_that_an_earlier_version_accepted_starts_no_action_again()
    {
        var product = await shop.ProductAsync(stock: 5);
        using var customer = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();
        var order = (await customer.OrderAsync(product.Sku, 2)).Is(HttpStatusCode.Created).Id;
        await customer.UntilAsync(order, "confirmed");

        var replay = await shop.Shop.Service<Replays>("inventory")[0].AddAsync("orders", ["order.created"], since: null, TestContext.Current.CancellationToken);
        var finished = await Eventually.AnsweredAsync(
            admin, $"/api/admin/inventory/events/replays/{replay.Id}", r => r.GetProperty("finishedAt").ValueKind != JsonValueKind.Null);

        Assert.Equal(0, finished.GetProperty("handled").GetInt64());
        Assert.Equal("clean", await shop.AuditAsync());
    }
}
