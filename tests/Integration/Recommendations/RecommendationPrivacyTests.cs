using System.Net;
using System.Text.Json;
using Cartwright.Recommendations;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.RecommendationsService;

public sealed class RecommendationPrivacyTests(TestShop shop)
{
    [Theory]
    [InlineData("Sec-GPC")]
    [InlineData("DNT")]
    public async Task A_visitor_whose_browser_refuses_leaves_nothing_and_gets_the_same_answer(string header)
    {
        var product = await KnownAsync();
        using var visitor = shop.Client();
        var (refused, accepted) = (Guid.NewGuid(), Guid.NewGuid());

        (await visitor.SendAsync(HttpMethod.Post, "/api/recommendations/views", Views(refused, product), request => request.Headers.Add(header, "1")))
            .Is(HttpStatusCode.NoContent);
        (await visitor.SendAsync(HttpMethod.Post, "/api/recommendations/views", Views(accepted, product), request => request.Headers.Add(header, "0")))
            .Is(HttpStatusCode.NoContent);

        Assert.Equal((0, 1), (await CountAsync($"views where session_id = '{refused}'"), await CountAsync($"views where session_id = '{accepted}'")));
    }

    [Fact]
    public async Task A_view_counts_once_a_minute_and_only_of_products_that_exist()
    {
        var product = await KnownAsync();
        using var visitor = shop.Client();
        var session = Guid.NewGuid();

        (await visitor.PostJsonAsync("/api/recommendations/views", Views(session, product, product, Guid.NewGuid()))).Is(HttpStatusCode.NoContent);

        Assert.InRange(await CountAsync($"views where session_id = '{session}'"), 1, 2);
        Assert.Equal(0, await CountAsync($"views where session_id = '{session}' and (product_id <> '{product}' or user_id is not null)"));
    }

    [Fact]
    public async Task An_opt_out_unlinks_what_is_stored_and_stores_no_view_any_more()
    {
        var product = await KnownAsync();
        using var customer = await shop.CustomerAsync();
        (await customer.Http.PostJsonAsync("/api/recommendations/views", Views(Guid.NewGuid(), product))).Is(HttpStatusCode.NoContent);
        Assert.Equal(1, await CountAsync($"views where user_id = '{customer.Id}'"));
        Assert.True((await customer.Http.GetJsonAsync("/api/recommendations/preferences")).Is(HttpStatusCode.OK).Json.GetProperty("personal").GetBoolean());

        var answer = (await customer.Http.PutJsonAsync("/api/recommendations/preferences", new { personal = false })).Is(HttpStatusCode.OK);
        var session = Guid.NewGuid();
        (await customer.Http.PostJsonAsync("/api/recommendations/views", Views(session, product))).Is(HttpStatusCode.NoContent);
        var order = (await customer.OrderAsync((await shop.ProductAsync()).Sku, 1)).Is(HttpStatusCode.Created).Id;
        await Eventually.TrueAsync(async () => await CountAsync($"baskets where order_id = '{order}'") == 1, () => "The order is not learned.");

        Assert.False(answer.Json.GetProperty("personal").GetBoolean());
        Assert.False((await customer.Http.GetJsonAsync("/api/recommendations/preferences")).Json.GetProperty("personal").GetBoolean());
        Assert.Equal(0, await CountAsync($"views where session_id = '{session}'"));
        Assert.Equal(0, await LinkedAsync(customer.Id));
    }

    [Fact]
    public async Task An_erased_user_is_linked_to_nothing_and_a_late_order_links_nothing()
    {
        var product = await KnownAsync();
        using var customer = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();
        (await customer.Http.PostJsonAsync("/api/recommendations/views", Views(Guid.NewGuid(), product))).Is(HttpStatusCode.NoContent);
        (await customer.Http.PutJsonAsync("/api/recommendations/preferences", new { personal = true })).Is(HttpStatusCode.OK);

        (await admin.PostJsonAsync($"/api/users/{customer.Id}/erase", new { })).Is(HttpStatusCode.NoContent);

        await Eventually.TrueAsync(async () => await LinkedAsync(customer.Id) == 0, () => "The user is still linked.");
        // The last access token is valid for a while.
        await customer.Http.PostJsonAsync("/api/recommendations/views", Views(Guid.NewGuid(), product));
        await customer.Http.PutJsonAsync("/api/recommendations/preferences", new { personal = true });
        Assert.Equal(0, await LinkedAsync(customer.Id));
    }

    [Fact]
    public async Task Old_signals_are_deleted_and_the_others_stay()
    {
        var product = await KnownAsync();
        var (old, recent) = (Guid.NewGuid(), Guid.NewGuid());
        await shop.ExecuteAsync(
            "recommendations",
            $"""
            insert into views (session_id, product_id, minute, at)
            values ('{old}', '{product}', now() - interval '402 days', now() - interval '402 days'),
                   ('{recent}', '{product}', now() - interval '398 days', now() - interval '398 days');
            insert into baskets (order_id, at, products)
            values ('{old}', now() - interval '402 days', array['{product}'::uuid]), ('{recent}', now() - interval '398 days', array['{product}'::uuid])
            """);

        foreach (var purge in shop.Shop.Service<PurgeSignals>("recommendations"))
        {
            await purge.RunAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal((0, 1), (await CountAsync($"views where session_id = '{old}'"), await CountAsync($"views where session_id = '{recent}'")));
        Assert.Equal((0, 1), (await CountAsync($"baskets where order_id = '{old}'"), await CountAsync($"baskets where order_id = '{recent}'")));
    }

    [Theory]
    [InlineData("""{"sessionId":"x","productIds":[]}""")]
    [InlineData("""{"sessionId":"00000000-0000-0000-0000-000000000001","productIds":[]}""")]
    [InlineData("""{"sessionId":"00000000-0000-0000-0000-000000000001","productIds":[null]}""")]
    [InlineData("""{"sessionId":"00000000-0000-0000-0000-000000000001"}""")]
    public async Task Views_that_are_not_well_formed_are_refused(string body)
    {
        using var visitor = shop.Client();

        (await visitor.PostJsonAsync("/api/recommendations/views", body)).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task More_views_than_a_request_may_have_are_refused()
    {
        using var visitor = shop.Client();

        (await visitor.PostJsonAsync("/api/recommendations/views", Views(Guid.NewGuid(), [.. Enumerable.Range(0, 51).Select(_ => Guid.NewGuid())])))
            .Is(HttpStatusCode.BadRequest).Names("productIds");
    }

    [Fact]
    public async Task An_export_of_an_account_has_its_signals_and_its_preference()
    {
        var product = await KnownAsync();
        using var customer = await shop.CustomerAsync();
        (await customer.Http.PostJsonAsync("/api/recommendations/views", Views(Guid.NewGuid(), product))).Is(HttpStatusCode.NoContent);

        var data = (await customer.Http.GetJsonAsync($"/api/users/{customer.Id}/export")).Is(HttpStatusCode.OK).Json;

        var signal = Assert.Single(data.GetProperty("recommendationSignals").EnumerateArray());
        Assert.Equal((product, "viewed"), (signal.GetProperty("productId").GetGuid(), signal.GetProperty("kind").GetString()));
        Assert.True(Assert.Single(data.GetProperty("recommendationPreferences").EnumerateArray()).GetProperty("personal").GetBoolean());
    }

    // A product that the service knows, so that views of it are stored.
    async Task<Guid> KnownAsync()
    {
        var product = await shop.ProductAsync(stock: 0);
        await Eventually.TrueAsync(async () => await CountAsync($"products where product_id = '{product.Id}'") == 1, () => "The product is not known.");
        return product.Id;
    }

    static object Views(Guid sessionId, params Guid[] productIds) => new { sessionId, productIds };

    Task<long> CountAsync(string rows) => shop.CountAsync("recommendations", $"select count(*) from {rows}");

    Task<long> LinkedAsync(Guid user) => shop.CountAsync(
        "recommendations",
        $"""
        select (select count(*) from views where user_id = '{user}') + (select count(*) from baskets where user_id = '{user}')
             + (select count(*) from preferences where user_id = '{user}' and personal)
        """);
}
