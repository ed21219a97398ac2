using System.Net;
using Cartwright.Catalog;
using Cartwright.Platform.Data;
using Cartwright.Tests.Shops;
using Npgsql;

namespace Cartwright.Tests.CatalogService;

public sealed class SlugTests(TestShop shop)
{
    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_product_is_found_by_its_slug()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var word = Word();

        var created = await CreateAsync(admin, $"Größe {word}");

        Assert.Equal($"grosse-{word}", created.Json.GetProperty("slug").GetString());
        var found = (await visitor.GetJsonAsync($"/api/products/by-slug/grosse-{word}")).Is(HttpStatusCode.OK);
        Assert.Equal(created.Id, found.Id);
        Assert.Equal((await visitor.GetJsonAsync($"/api/products/{created.Id}")).Response.Headers.ETag, found.Response.Headers.ETag);
        (await visitor.GetJsonAsync($"/api/products/by-slug/grosse-{word}-2")).Is(HttpStatusCode.NotFound);
        (await visitor.GetJsonAsync($"/api/products/by-slug/{new string('x', 100)}")).Is(HttpStatusCode.NotFound);
        (await visitor.GetJsonAsync("/api/products/by-slug/%01")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Products_of_one_name_have_different_slugs_however_many_are_added_at_once()
    {
        using var admin = await shop.AdminAsync();
        await shop.ProductAsync(stock: 0);
        var word = Word();
        var batch = new { items = new[] { $"{word}", $"{word} 2", $"{word}", "台灯" }.Select(name => new { name, category = "tests", price = 1m }) };

        var answer = (await admin.PostJsonAsync("/api/products/batch", batch)).Is(HttpStatusCode.Created);
        var added = answer.Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetGuid()).ToList();
        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CreateAsync(admin, word)));

        var slugs = new List<string>();
        foreach (var id in added)
        {
            slugs.Add((await admin.GetJsonAsync($"/api/products/{id}")).Json.GetProperty("slug").GetString()!);
        }

        Assert.Equal([word, $"{word}-2", $"{word}-3", Slug.OfId(added[3])], slugs);
        Assert.Equal(Enumerable.Range(4, 8).Select(n => $"{word}-{n}").Order(), together.Select(p => p.Json.GetProperty("slug").GetString()!).Order());
    }

    [Fact]
    public async Task Products_of_other_names_are_added_while_a_transaction_has_taken_slugs()
    {
        using var admin = await shop.AdminAsync();
        var product = await shop.ProductAsync(stock: 0);
        var (word, other) = (Word(), Word());
        Task<Answer> waiting;
        await using (var work = await shop.Shop.Service<Database>("catalog")[0].BeginAsync(Cancelled))
        {
            await ProductSlugs.AddAsync(work, [new(product.Id, word, word, 1)], Cancelled);

            Assert.Equal(other, (await CreateAsync(admin, other)).Json.GetProperty("slug").GetString());
            waiting = CreateAsync(admin, word);
            await work.CommitAsync(Cancelled);
        }

        Assert.Equal($"{word}-2", (await waiting).Json.GetProperty("slug").GetString());
    }

    [Fact]
    public async Task An_old_slug_finds_the_product_for_ever_and_comes_back_with_the_old_name()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var (word, other) = (Word(), Word());
        var product = await CreateAsync(admin, word);
        (await visitor.GetJsonAsync($"/api/products/by-slug/{word}")).Is(HttpStatusCode.OK);

        Assert.Equal(other, await RenameAsync(admin, product, other));
        foreach (var slug in new[] { word, other })
        {
            var found = (await visitor.GetJsonAsync($"/api/products/by-slug/{slug}")).Is(HttpStatusCode.OK);
            Assert.Equal((product.Id, other), (found.Id, found.Json.GetProperty("slug").GetString()));
        }

        // The slug stays with the product, so that no other one takes its visitors.
        Assert.Equal($"{word}-2", (await CreateAsync(admin, word)).Json.GetProperty("slug").GetString());
        Assert.Equal(other, await RenameAsync(admin, product, other.ToUpperInvariant() + "!"));
        Assert.Equal(word, await RenameAsync(admin, product, word));
    }

    [Fact]
    public async Task Visitors_find_no_inactive_product_by_its_slug_and_nobody_a_deleted_one()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var word = Word();
        var product = await CreateAsync(admin, word);
        (await visitor.GetJsonAsync($"/api/products/by-slug/{word}")).Is(HttpStatusCode.OK);

        (await admin.PutJsonAsync($"/api/products/{product.Id}", new { name = word, category = "tests", price = 1m, active = false }, "*")).Is(HttpStatusCode.OK);
        (await visitor.GetJsonAsync($"/api/products/by-slug/{word}")).Is(HttpStatusCode.NotFound);
        (await admin.GetJsonAsync($"/api/products/by-slug/{word}")).Is(HttpStatusCode.OK);

        (await admin.SendAsync(HttpMethod.Delete, $"/api/products/{product.Id}", null, m => m.Headers.TryAddWithoutValidation("If-Match", "*"))).Is(HttpStatusCode.NoContent);
        (await admin.GetJsonAsync($"/api/products/by-slug/{word}")).Is(HttpStatusCode.NotFound);
        Assert.Equal(word, (await CreateAsync(admin, word)).Json.GetProperty("slug").GetString());
    }

    [Fact]
    public async Task Products_of_the_version_before_are_found_by_their_id_and_get_their_slugs_later()
    {
        using var admin = await shop.AdminAsync();
        var word = Word();
        var old = new[] { await CreateAsync(admin, word), await CreateAsync(admin, word) };
        await using (var source = NpgsqlDataSource.Create(shop.Shop.Postgres.Address.Service("catalog")))
        await using (var command = source.CreateCommand(
            "with gone as (delete from product_slugs where product_id = any (@ids)) update products set slug = null where id = any (@ids)"))
        {
            command.Parameters.AddWithValue("ids", old.Select(p => p.Id).ToArray());
            await command.ExecuteNonQueryAsync(Cancelled);
        }

        // Staff read past the caches of visitors.
        Assert.Equal(old[0].Id.ToString(), (await RowAsync(old[0].Id)).Slug);
        await Task.WhenAll(shop.Shop.Service<FillSlugs>("catalog").Select(work => work.RunAsync(Cancelled)));

        Assert.Equal([word, $"{word}-2"], [(await RowAsync(old[0].Id)).Slug, (await RowAsync(old[1].Id)).Slug]);
    }

    [Fact]
    public async Task Transactions_that_lose_slugs_to_each_other_do_not_wait_in_a_circle()
    {
        var (first, second, third) = ("a" + Word(), "b" + Word(), "c" + Word());
        var products = new List<Guid>();
        for (var i = 0; i < 7; i++)
        {
            products.Add((await shop.ProductAsync(stock: 0)).Id);
        }

        var database = shop.Shop.Service<Database>("catalog")[0];
        await AddAsync(New(0, first, 1));
        Task<IReadOnlyList<ProductSlug>> loser, other;
        await using (var work = await database.BeginAsync(Cancelled))
        {
            await ProductSlugs.AddAsync(work, [New(1, third, 1)], Cancelled);
            // It has lost the first, has the second, and waits for the third.
            loser = AddAsync(New(2, first, 1), New(3, second, 1), New(4, third, 1));
            await WaitersAsync(1);
            // It has what the loser chooses next, and waits for what the loser has.
            other = AddAsync(New(5, first, 2), New(6, second, 1));
            await WaitersAsync(2);
            await work.CommitAsync(Cancelled);
        }

        var slugs = (await loser).Concat(await other).Select(s => s.Slug).ToList();
        Assert.Equal(slugs.Count, slugs.Distinct().Count());
        Assert.Equal(5, await shop.CountAsync(
            "catalog", $"select count(*) from products p join product_slugs s on s.slug = p.slug and s.product_id = p.id where p.slug = any ('{{{string.Join(',', slugs)}}}')"));

        ProductSlug New(int product, string slugBase, int number) => new(products[product], number == 1 ? slugBase : $"{slugBase}-{number}", slugBase, number);

        async Task<IReadOnlyList<ProductSlug>> AddAsync(params ProductSlug[] chosen)
        {
            await using var work = await database.BeginAsync(Cancelled);
            await work.ExecuteAsync(
                "update products p set slug = i.slug from unnest(@ids, @slugs) as i (id, slug) where p.id = i.id",
                new { ids = chosen.Select(s => s.ProductId).ToArray(), slugs = chosen.Select(s => s.Slug).ToArray() },
                Cancelled);
            var saved = await ProductSlugs.AddAsync(work, chosen, Cancelled);
            await work.CommitAsync(Cancelled);
            return saved;
        }

        Task WaitersAsync(int count) => Eventually.TrueAsync(
            async () => await shop.CountAsync(
                "catalog",
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%into product_slugs%'") >= count,
            () => $"Fewer than {count} transactions wait for slugs.");
    }

    [Fact]
    public async Task Old_addresses_of_pages_lead_to_the_present_one()
    {
        using var admin = await shop.AdminAsync();
        var (word, other) = (Word(), Word());
        var product = await CreateAsync(admin, word);
        await RenameAsync(admin, product, other);

        foreach (var path in new[] { $"/products/{product.Id}", $"/products/{word}" })
        {
            foreach (var query in new[] { "", "?sku=A%20B" })
            {
                var moved = (await PageAsync(path + query)).Is(HttpStatusCode.MovedPermanently);
                Assert.Equal($"/products/{other}{query}", moved.Response.Headers.Location!.OriginalString);
            }
        }

        var page = (await PageAsync($"/products/{other}")).Is(HttpStatusCode.OK);
        Assert.Contains($"<link rel=\"canonical\" href=\"{shop.Gateway.GetLeftPart(UriPartial.Authority)}/products/{other}\"", page.Body, StringComparison.Ordinal);
        (await PageAsync($"/products/{Word()}")).Is(HttpStatusCode.NotFound);
        (await PageAsync($"/products/{Guid.NewGuid()}")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_site_map_lists_active_products_and_categories_with_products_and_robots_find_it()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var (word, hidden, empty) = (Word(), Word(), Word());
        await CreateAsync(admin, word);
        (await admin.PostJsonAsync("/api/products", new { name = hidden, category = "tests", price = 1m, active = false })).Is(HttpStatusCode.Created);
        (await admin.PostJsonAsync("/api/products/categories", new { slug = empty, name = empty })).Is(HttpStatusCode.Created);
        var shopUrl = shop.Gateway.GetLeftPart(UriPartial.Authority);
        Assert.Contains($"Sitemap: {shopUrl}/sitemap.xml\n", (await PageAsync("/robots.txt")).Is(HttpStatusCode.OK).Body, StringComparison.Ordinal);

        var map = default(Answer);
        await Eventually.TrueAsync(
            async () => (map = (await PageAsync("/sitemap.xml")).Is(HttpStatusCode.OK)).Body.Contains(word, StringComparison.Ordinal)
                && map.Body.Contains("/c/tests<", StringComparison.Ordinal),
            () => $"The site map is {map?.Body}");

        System.Xml.Linq.XNamespace ns = "http://www.sitemaps.org/schemas/sitemap/0.9";
        var urls = System.Xml.Linq.XDocument.Parse(map!.Body).Root!.Elements(ns + "url").ToDictionary(u => u.Element(ns + "loc")!.Value, u => u.Element(ns + "lastmod")?.Value);
        Assert.Equal("application/xml", map.Response.Content.Headers.ContentType?.MediaType);
        Assert.Matches(@"\A\d{4}-\d\d-\d\d\z", urls[$"{shopUrl}/products/{word}"]!);
        Assert.Contains($"{shopUrl}/", urls.Keys);
        Assert.DoesNotContain(urls.Keys, url => url.Contains(hidden, StringComparison.Ordinal) || url.Contains(empty, StringComparison.Ordinal));
        Assert.Contains($"<loc>{shopUrl}/products/{word}</loc>", (await PageAsync("/sitemaps/1.xml")).Is(HttpStatusCode.OK).Body, StringComparison.Ordinal);
        foreach (var other in new[] { "2", "0", "x", "-1", "99999999999" })
        {
            (await PageAsync($"/sitemaps/{other}.xml")).Is(HttpStatusCode.NotFound);
        }
    }

    async Task<(string Slug, bool Active)> RowAsync(Guid id)
    {
        await using var source = NpgsqlDataSource.Create(shop.Shop.Postgres.Address.Service("catalog"));
        await using var command = source.CreateCommand("select coalesce(slug, id::text), active from products where id = @id");
        command.Parameters.AddWithValue("id", id);
        await using var reader = await command.ExecuteReaderAsync(Cancelled);
        Assert.True(await reader.ReadAsync(Cancelled));
        return (reader.GetString(0), reader.GetBoolean(1));
    }

    static async Task<Answer> CreateAsync(HttpClient admin, string name)
    {
        await admin.PostJsonAsync("/api/products/categories", new { slug = "tests", name = "Tests" });
        return (await admin.PostJsonAsync("/api/products", new { name, category = "tests", price = 1m })).Is(HttpStatusCode.Created);
    }

    static async Task<string?> RenameAsync(HttpClient admin, Answer product, string name) =>
        (await admin.PutJsonAsync($"/api/products/{product.Id}", new { name, category = "tests", price = 1m }, "*")).Is(HttpStatusCode.OK).Json.GetProperty("slug").GetString();

    async Task<Answer> PageAsync(string path)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = shop.Gateway };
        return await client.GetJsonAsync(path);
    }

    static string Word() => "w" + Guid.NewGuid().ToString("N")[..10];
}
