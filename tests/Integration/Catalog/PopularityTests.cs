using System.Net;
using Cartwright.Catalog;
using Cartwright.Platform.Data;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Options;

namespace Cartwright.Tests.CatalogService;

/// <summary>What customers buy stands before what they do not, where nothing else decides.</summary>
public sealed class PopularityTests(TestShop shop)
{
    readonly string _word = "p" + string.Concat(Guid.NewGuid().ToByteArray()[..10].Select(b => (char)('a' + (b % 26))));

    [Fact]
    public async Task A_product_that_was_bought_stands_before_its_equal_until_the_order_is_cancelled()
    {
        using var customer = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();
        var (bought, newer) = (await NewAsync(admin), await NewAsync(admin));
        await FindsAsync(admin, newer.Id, bought.Id);

        var order = (await customer.OrderAsync(bought.Sku, 3)).Is(HttpStatusCode.Created).Id;
        await customer.UntilAsync(order, "confirmed");
        await FindsAsync(admin, bought.Id, newer.Id);
        var explained = (await admin.GetJsonAsync($"/api/products/search?q={_word}&explain=true")).Is(HttpStatusCode.OK).Json.GetProperty("explanations");
        Assert.Equal([2, 0], explained.EnumerateArray().Select(e => e.GetProperty("popularity").GetInt32()));
        Assert.Single(explained.EnumerateArray().Select(e => e.GetProperty("rank").GetInt64()).Distinct());
        // Pages of one are cut between products of one rank.
        Assert.Equal([bought.Id, newer.Id], await PagesAsync(admin));

        (await customer.Http.PostJsonAsync($"/api/orders/{order}/cancel", null)).Is(HttpStatusCode.OK);
        await customer.UntilAsync(order, "cancelled");
        await FindsAsync(admin, newer.Id, bought.Id);
    }

    [Fact]
    public async Task An_order_counts_once_and_not_at_all_if_its_cancellation_is_told_first()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var (product, at) = (Guid.NewGuid(), DateTimeOffset.UtcNow.AddDays(-30));
        var (early, twice) = (Guid.NewGuid(), Guid.NewGuid());
        var database = Part<Database>()[0];
        await TellAsync(work => CountedOrders.CancelAsync(work, [(early, at)], cancellationToken));
        await TellAsync(work => CountedOrders.ConfirmAsync(work, [new(early, at, product, 64), new(twice, at, product, 8)], cancellationToken));
        await CountAsync();
        await TellAsync(work => CountedOrders.ConfirmAsync(work, [new(twice, at, product, 8)], cancellationToken));
        await CountAsync();

        // Eight units, a half-life ago.
        Assert.Equal(4, await UnitsAsync(), 0.01);
        await TellAsync(work => CountedOrders.CancelAsync(work, [(twice, at)], cancellationToken));
        await CountAsync();
        await TellAsync(work => CountedOrders.CancelAsync(work, [(twice, at)], cancellationToken));
        await CountAsync();
        Assert.Equal(0, await UnitsAsync(), 0.01);

        async Task TellAsync(Func<UnitOfWork, Task> tell)
        {
            await using var work = await database.BeginAsync(cancellationToken);
            await tell(work);
            await work.CommitAsync(cancellationToken);
        }

        Task<double> UnitsAsync() => database.QuerySingleOrDefaultAsync<double>(
            "select units from product_popularity where product_id = @product", new { product }, cancellationToken);
    }

    [Fact]
    public async Task An_instance_reads_only_the_sums_that_changed()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var database = Part<Database>()[0];
        var (search, old, sold) = (new ProductSearch(), Guid.NewGuid(), Guid.NewGuid());
        await StoreAsync(old, 100, "1 hour");
        await StoreAsync(sold, 1, "0");
        var follower = new PopularityFollower(database, search, Part<CatalogCache>()[0], Settings, TimeProvider.System);
        await follower.RunAsync(cancellationToken);
        Assert.Equal((7, 1), (search.Popularity.Of(old), search.Popularity.Of(sold)));

        await StoreAsync(old, 1000, "1 hour");
        await StoreAsync(sold, 7, "0");
        await follower.RunAsync(cancellationToken);
        Assert.Equal(3, search.Popularity.Of(sold));
        // Nobody writes a sum without its time: this one is not read again before all are.
        Assert.Equal(7, search.Popularity.Of(old));

        Task StoreAsync(Guid product, double units, string age) => database.ExecuteAsync(
            """
            insert into product_popularity values (@product, @units, now() - @age::interval)
            on conflict (product_id) do update set units = excluded.units, counted_at = excluded.counted_at
            """,
            new { product, units, age }, cancellationToken);
    }

    static IOptions<CatalogOptions> Settings { get; } = Options.Create(new CatalogOptions());

    IReadOnlyList<T> Part<T>() where T : notnull => shop.Shop.Service<T>("catalog");

    // Both wait for their intervals in a shop; here they are asked.
    Task CountAsync() => new CountOrders(Part<Database>()[0], Settings, TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);

    async Task FindsAsync(HttpClient client, params Guid[] products)
    {
        // Every request may reach another instance.
        for (var i = 0; i < 4; i++)
        {
            await Eventually.EqualAsync(string.Join(' ', products), async () =>
            {
                await CountAsync();
                foreach (var (database, search, cache) in Part<Database>().Zip(Part<ProductSearch>(), Part<CatalogCache>()))
                {
                    await new PopularityFollower(database, search, cache, Settings, TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);
                }

                // Stock arrives after the product, and one that is sold out stands elsewhere: between two pages none may come.
                return string.Join(' ', (await client.GetJsonAsync($"/api/products/search?q={_word}&facets=false&inStock=true")).Is(HttpStatusCode.OK).Json
                    .GetProperty("items").EnumerateArray().Select(p => p.GetProperty("id").GetGuid()));
            });
        }
    }

    async Task<IReadOnlyList<Guid>> PagesAsync(HttpClient client)
    {
        var found = new List<Guid>();
        var cursor = "";
        do
        {
            var page = (await client.GetJsonAsync($"/api/products/search?q={_word}&limit=1&facets=false{cursor}")).Is(HttpStatusCode.OK).Json;
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(p => p.GetProperty("id").GetGuid()));
            cursor = page.GetProperty("nextCursor").GetString() is { } next ? $"&cursor={next}" : null;
        }
        while (cursor is not null && found.Count < 10);
        return found;
    }

    async Task<TestProduct> NewAsync(HttpClient admin)
    {
        var product = await shop.ProductAsync();
        var path = $"/api/products/{product.Id}";
        var etag = (await admin.GetJsonAsync(path)).Is(HttpStatusCode.OK).Response.Headers.ETag!.ToString();
        (await admin.PutJsonAsync(
            path, new { name = $"Thing {_word}", category = "tests", active = true, variants = new[] { new { sku = product.Sku, price = 10m, currency = "EUR" } } }, etag))
            .Is(HttpStatusCode.OK);
        return product;
    }
}
