using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.RecommendationsService;

[TakesLong]
public sealed class RecommendationTests(TestShop shop)
{
    const string BoughtTogether = "bought_together";
    const string ViewedTogether = "viewed_together";
    const string SimilarSessions = "similar_sessions";

    [Fact]
    public async Task Products_that_are_ordered_together_are_recommended_with_each_other_and_with_the_reason()
    {
        var (one, other) = (await shop.ProductAsync(), await shop.ProductAsync());
        using var customer = await shop.CustomerAsync();
        await OrderAsync(customer, one, other);
        await OrderAsync(customer, one, other);
        using var anybody = shop.Client();

        await SaysAsync(anybody, $"/api/recommendations/products/{one.Id}", items => items is [var best, ..] && best == (other.Id, BoughtTogether));
        await SaysAsync(anybody, $"/api/recommendations/products/{other.Id}?limit=1", items => items is [var only] && only == (one.Id, BoughtTogether));
        await SaysAsync(anybody, $"/api/recommendations/products/{one.Id}?exclude={other.Id}", items => items.All(item => item.Id != other.Id));
    }

    [Fact]
    public async Task What_a_cancelled_order_bought_is_no_longer_recommended_for_it()
    {
        var (one, other) = (await shop.ProductAsync(), await shop.ProductAsync());
        using var customer = await shop.CustomerAsync();
        var placed = await customer.Http.PostJsonAsync("/api/orders", OrderBody.Of([(one.Sku, 1), (other.Sku, 1)]), Guid.NewGuid().ToString());
        var order = placed.Is(HttpStatusCode.Created).Id;
        await customer.UntilAsync(order, "confirmed");
        using var anybody = shop.Client();
        var path = $"/api/recommendations/products/{one.Id}";
        await SaysAsync(anybody, path, items => items.Contains((other.Id, BoughtTogether)));

        (await customer.Http.PostJsonAsync($"/api/orders/{order}/cancel", null)).Is(HttpStatusCode.OK);

        await SaysAsync(anybody, path, items => !items.Contains((other.Id, BoughtTogether)));
        await SaysAsync(customer.Http, $"/api/recommendations/users/{customer.Id}", items => items.All(item => item.Reason != BoughtTogether));
    }

    [Fact]
    public async Task What_visitors_look_at_one_after_another_is_recommended_next()
    {
        var (first, second, third) = (await shop.ProductAsync(), await shop.ProductAsync(), await shop.ProductAsync());
        // A view of a product that the service has not heard of yet is left out.
        await Eventually.TrueAsync(
            async () => await CountAsync($"products where product_id in ('{first.Id}', '{second.Id}', '{third.Id}')") == 3, () => "The products are not known.");
        using var visitor = shop.Client();
        for (var i = 0; i < 3; i++)
        {
            await ViewAsync(visitor, first, second, third);
        }

        await SaysAsync(
            visitor, $"/api/recommendations/next?viewed={first.Id}&viewed={second.Id}", items => items is [var best, ..] && best == (third.Id, SimilarSessions));
        await SaysAsync(visitor, $"/api/recommendations/products/{first.Id}", items => items.Contains((third.Id, ViewedTogether)));
    }

    [Fact]
    public async Task A_product_that_is_sold_out_or_no_longer_sold_is_not_recommended()
    {
        var (product, soldOut, deleted) = (await shop.ProductAsync(), await shop.ProductAsync(), await shop.ProductAsync());
        using var customer = await shop.CustomerAsync();
        await OrderAsync(customer, product, soldOut, deleted);
        using var admin = await shop.AdminAsync();
        var path = $"/api/recommendations/products/{product.Id}?limit=50";
        await SaysAsync(admin, path, items => items.Contains((soldOut.Id, BoughtTogether)) && items.Contains((deleted.Id, BoughtTogether)));

        (await admin.PutJsonAsync($"/api/inventory/{soldOut.Id}", new { stockLevel = 1, warehouseId = "main" })).Is(HttpStatusCode.OK);
        (await admin.SendAsync(HttpMethod.Delete, $"/api/products/{deleted.Id}", null, request => request.Headers.TryAddWithoutValidation("If-Match", "*")))
            .Is(HttpStatusCode.NoContent);
        await SaysAsync(admin, path, items => items.All(item => item.Id != soldOut.Id && item.Id != deleted.Id));

        (await admin.PutJsonAsync($"/api/inventory/{soldOut.Id}", new { stockLevel = 5, warehouseId = "main" })).Is(HttpStatusCode.OK);
        await SaysAsync(admin, path, items => items.Contains((soldOut.Id, BoughtTogether)));
    }

    [Fact]
    public async Task A_user_gets_what_goes_with_the_users_own_orders_and_others_do_not_see_it()
    {
        var (bought, other) = (await shop.ProductAsync(), await shop.ProductAsync());
        using var customer = await shop.CustomerAsync();
        using var stranger = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();
        await OrderAsync(stranger, bought, other);
        await OrderAsync(customer, bought);
        var path = $"/api/recommendations/users/{customer.Id}";

        await SaysAsync(customer.Http, path, items => items is [var best, ..] && best == (other.Id, BoughtTogether) && items.All(item => item.Id != bought.Id));
        await SaysAsync(admin, path, items => items is [var best, ..] && best == (other.Id, BoughtTogether));
        (await stranger.Http.GetJsonAsync(path)).Is(HttpStatusCode.NotFound);
        using var nobody = shop.Client();
        (await nobody.GetJsonAsync(path)).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_replay_of_the_orders_and_products_changes_no_row()
    {
        var (one, other) = (await shop.ProductAsync(), await shop.ProductAsync());
        using var customer = await shop.CustomerAsync();
        var order = await OrderAsync(customer, one, other);
        using var admin = await shop.AdminAsync();
        await Eventually.TrueAsync(async () => await CountAsync($"baskets where order_id = '{order}'") == 1, () => "The order is not learned.");
        await SaysAsync(admin, $"/api/recommendations/products/{one.Id}", items => items.Contains((other.Id, BoughtTogether)));
        var before = await CountAsync($"baskets where order_id = '{order}' and position = (select position from baskets where order_id = '{order}')");

        foreach (var publisher in (string[])["orders", "catalog"])
        {
            var replay = (await admin.PostJsonAsync("/api/admin/recommendations/events/replay", new { publisher })).Is(HttpStatusCode.Accepted);
            await Eventually.AnsweredAsync(
                admin, $"/api/admin/recommendations/events/replays/{replay.Id}", r => r.GetProperty("finishedAt").ValueKind != JsonValueKind.Null);
        }

        Assert.Equal(before, await CountAsync($"baskets where order_id = '{order}'"));
        await SaysAsync(admin, $"/api/recommendations/products/{one.Id}", items => items.Count(item => item.Id == other.Id) == 1);
    }

    [Theory]
    [InlineData("/api/recommendations/next?limit=0", "limit")]
    [InlineData("/api/recommendations/next?limit=51", "limit")]
    [InlineData("/api/recommendations/next?viewed=x", "viewed")]
    [InlineData("/api/recommendations/next?limit=1&exclude=x", "exclude")]
    public async Task A_question_that_is_not_well_formed_names_the_parameter(string path, string parameter)
    {
        using var client = shop.Client();

        (await client.GetJsonAsync(path)).Is(HttpStatusCode.BadRequest).Names(parameter);
    }

    [Fact]
    public async Task A_product_that_nobody_knows_gets_what_is_popular()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        await OrderAsync(customer, product);

        await SaysAsync(
            customer.Http, $"/api/recommendations/products/{Guid.NewGuid()}?limit=50", items => items.Count > 0 && items.All(item => item.Reason == "popular"));
    }

    static async Task<Guid> OrderAsync(TestCustomer customer, params TestProduct[] products)
    {
        var order = (await customer.Http.PostJsonAsync(
            "/api/orders", OrderBody.Of([.. products.Select(product => (product.Sku, 1))]), Guid.NewGuid().ToString())).Is(HttpStatusCode.Created).Id;
        await customer.UntilAsync(order, "confirmed");
        return order;
    }

    static async Task ViewAsync(HttpClient client, params TestProduct[] products) =>
        (await client.PostJsonAsync("/api/recommendations/views", new { sessionId = Guid.NewGuid(), productIds = products.Select(product => product.Id) }))
            .Is(HttpStatusCode.NoContent);

    Task<long> CountAsync(string rows) => shop.CountAsync("recommendations", $"select count(*) from {rows}");

    // Of every instance: a client asks all in turn.
    static async Task SaysAsync(HttpClient client, string path, Func<IReadOnlyList<(Guid Id, string Reason)>, bool> wanted)
    {
        for (var instance = 0; instance < TestShop.Several; instance++)
        {
            await Eventually.AnsweredAsync(
                client,
                path,
                answer => wanted([.. answer.GetProperty("items").EnumerateArray().Select(i => (i.GetProperty("productId").GetGuid(), i.GetProperty("reason").GetString()!))]));
        }
    }
}
