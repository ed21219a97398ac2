using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.CatalogService;

/// <summary>Edits of the tree of categories, and what follows them.</summary>
public sealed class CategoryTests(TestShop shop)
{
    const int Pairs = 12;

    readonly string _word = "k" + string.Concat(Guid.NewGuid().ToByteArray()[..10].Select(b => (char)('a' + (b % 26))));

    [Fact]
    public async Task A_moved_category_takes_what_is_below_it_along_and_its_products_are_found_in_their_new_place()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        await AddAsync(admin, ("a", null), ("b", null), ("c", "a"), ("d", "c"));
        var product = await ProductAsync(admin, "d");
        await Eventually.EqualAsync("1 0", FoundInAsync);
        var before = await ReadAsync(visitor, "c");

        var moved = (await ReplaceAsync(admin, "c", "c", "Moved", "b", before.Response.Headers.ETag!.Tag)).Is(HttpStatusCode.OK);

        Assert.Equal($"{_word}-b/{_word}-c", PathOf(moved.Json));
        Assert.Equal(2, moved.Json.GetProperty("version").GetInt32());
        Assert.Equal(moved.Response.Headers.ETag, (await ReadAsync(visitor, "c")).Response.Headers.ETag);
        Assert.Equal($"{_word}-b/{_word}-c/{_word}-d", PathOf((await ReadAsync(visitor, "d")).Json));
        Assert.Equal((0, 1), (await CountAsync(visitor, "a"), await CountAsync(visitor, "b")));
        await Eventually.EqualAsync("0 1", FoundInAsync);
        // It is also found by the new name of its category.
        await Eventually.EqualAsync(1, () => FoundAsync(visitor, $"q={_word}%20moved"));
        Assert.Equal(2, (await visitor.GetJsonAsync($"/api/products/{product}")).Json.GetProperty("version").GetInt32());

        async Task<string> FoundInAsync() => $"{await FoundAsync(visitor, $"category={_word}-a")} {await FoundAsync(visitor, $"category={_word}-b")}";
    }

    [Fact]
    public async Task A_category_is_found_by_the_slugs_that_it_had_until_another_one_takes_them()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        await AddAsync(admin, ("old", null), ("below", "old"));
        var product = await ProductAsync(admin, "old");

        (await ReplaceAsync(admin, "old", "new", "New", null)).Is(HttpStatusCode.OK);

        Assert.Equal($"{_word}-new", (await ReadAsync(visitor, "old")).Json.GetProperty("slug").GetString());
        Assert.Equal($"{_word}-new/{_word}-below", PathOf((await ReadAsync(visitor, "below")).Json));
        Assert.Equal($"{_word}-new", (await ReadAsync(visitor, "below")).Json.GetProperty("parent").GetString());
        await Eventually.EqualAsync($"{_word}-new", async () => (await visitor.GetJsonAsync($"/api/products/{product}")).Json.GetProperty("category").GetString());
        // A supplier goes on to send the slug that it knows.
        var late = await ProductAsync(admin, "old");
        Assert.Equal($"{_word}-new", (await visitor.GetJsonAsync($"/api/products/{late}")).Json.GetProperty("category").GetString());
        using (var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = shop.Gateway })
        {
            foreach (var (from, to) in new[] { ("/c/{0}-old?sort=price", "/c/{0}-new?sort=price"), ("/search?q=x&category={0}-old", "/search?q=x&category={0}-new") })
            {
                using var redirect = await browser.GetAsync(new Uri(Of(from), UriKind.Relative), TestContext.Current.CancellationToken);
                Assert.Equal((HttpStatusCode.MovedPermanently, Of(to)), (redirect.StatusCode, redirect.Headers.Location?.OriginalString));
            }
        }

        await AddAsync(admin, ("old", null));
        Assert.Equal($"{_word}-old", (await ReadAsync(visitor, "old")).Json.GetProperty("slug").GetString());
        (await ReplaceAsync(admin, "below", "new", "Taken", null)).Is(HttpStatusCode.Conflict);

        string Of(string format) => string.Format(System.Globalization.CultureInfo.InvariantCulture, format, _word);
    }

    [Fact]
    public async Task Only_an_empty_category_can_be_deleted()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        await AddAsync(admin, ("top", null), ("leaf", "top"));
        var product = await ProductAsync(admin, "leaf");

        (await DeleteAsync(admin, "top")).Is(HttpStatusCode.Conflict);
        (await DeleteAsync(admin, "leaf")).Is(HttpStatusCode.Conflict);
        (await admin.SendAsync(HttpMethod.Delete, $"/api/products/{product}", null, m => m.Headers.TryAddWithoutValidation("If-Match", "*"))).Is(HttpStatusCode.NoContent);
        (await DeleteAsync(admin, "leaf")).Is(HttpStatusCode.NoContent);
        (await DeleteAsync(admin, "leaf")).Is(HttpStatusCode.NotFound);

        (await visitor.GetJsonAsync($"/api/products/categories/{_word}-leaf")).Is(HttpStatusCode.NotFound);
        (await DeleteAsync(admin, "top")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task An_edit_of_a_category_needs_the_version_that_it_changes()
    {
        using var admin = await shop.AdminAsync();
        await AddAsync(admin, ("x", null));
        var etag = (await ReadAsync(admin, "x")).Response.Headers.ETag!.Tag;

        var missing = await admin.SendAsync(HttpMethod.Put, $"/api/products/categories/{_word}-x", Body("x", "X", null));
        missing.Is(HttpStatusCode.PreconditionRequired);
        (await ReplaceAsync(admin, "x", "x", "First", null, etag)).Is(HttpStatusCode.OK);
        (await ReplaceAsync(admin, "x", "x", "Second", null, etag)).Is(HttpStatusCode.PreconditionFailed);
        (await DeleteAsync(admin, "x", etag)).Is(HttpStatusCode.PreconditionFailed);

        Assert.Equal("First", (await ReadAsync(admin, "x")).Json.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_category_can_be_neither_below_itself_nor_too_deep()
    {
        using var admin = await shop.AdminAsync();
        await AddAsync(admin, ("1", null), ("2", "1"), ("3", "2"), ("4", "3"), ("5", "4"), ("x", null), ("y", "x"), ("z", "y"), ("zz", "z"));

        foreach (var (parent, field) in new[] { ("1", "parent"), ("3", "parent"), ("nowhere", "parent") })
        {
            var refused = (await ReplaceAsync(admin, "1", "1", "One", parent)).Is(HttpStatusCode.UnprocessableEntity);
            Assert.True(refused.Json.GetProperty("errors").TryGetProperty(field, out _), refused.Body);
        }

        (await ReplaceAsync(admin, "x", "x", "X", "5")).Is(HttpStatusCode.UnprocessableEntity);
        (await ReplaceAsync(admin, "x", "x", "X", "4")).Is(HttpStatusCode.OK);
        Assert.Equal(8, (await ReadAsync(admin, "zz")).Json.GetProperty("path").GetArrayLength());
    }

    [Fact]
    public async Task Of_two_categories_that_are_moved_below_each_other_one_stays()
    {
        using var admin = await shop.AdminAsync();
        await AddAsync(admin, [.. Enumerable.Range(0, Pairs).SelectMany(i => new (string, string?)[] { ($"p{i}", null), ($"q{i}", null) })]);

        var answers = await Task.WhenAll(Enumerable.Range(0, Pairs).Select(
            i => Task.WhenAll(ReplaceAsync(admin, $"p{i}", $"p{i}", "P", $"q{i}"), ReplaceAsync(admin, $"q{i}", $"q{i}", "Q", $"p{i}"))));

        Assert.All(answers, pair => Assert.Equal([HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity], pair.Select(a => a.Status).Order()));
    }

    [Fact]
    public async Task Products_are_added_while_their_category_gets_other_slugs()
    {
        using var admin = await shop.AdminAsync();
        await AddAsync(admin, ("s0", null));
        var renamed = RenameAsync();

        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ProductAsync(admin, "s0")));
        await renamed;

        await Eventually.EqualAsync(
            $"{_word}-s8 20",
            async () =>
            {
                var all = (await admin.GetJsonAsync($"/api/products?category={_word}-s8&limit=100")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().ToList();
                return $"{all.Select(p => p.GetProperty("category").GetString()).Distinct().Single()} {all.Count(p => added.Contains(p.GetProperty("id").GetGuid()))}";
            });

        async Task RenameAsync()
        {
            for (var i = 0; i < 8; i++)
            {
                (await ReplaceAsync(admin, $"s{i}", $"s{i + 1}", "S", null)).Is(HttpStatusCode.OK);
            }
        }
    }

    static string PathOf(JsonElement category) => string.Join('/', category.GetProperty("path").EnumerateArray().Select(s => s.GetProperty("slug").GetString()));

    object Body(string slug, string name, string? parent) => new { slug = $"{_word}-{slug}", name, parent = parent is null ? null : $"{_word}-{parent}" };

    async Task AddAsync(HttpClient admin, params (string Slug, string? Parent)[] categories) =>
        (await admin.PostJsonAsync("/api/products/categories/batch", new { items = categories.Select(c => Body(c.Slug, c.Slug, c.Parent)) })).Is(HttpStatusCode.Created);

    async Task<Guid> ProductAsync(HttpClient admin, string category) =>
        (await admin.PostJsonAsync("/api/products", new { name = $"{_word} thing", category = $"{_word}-{category}", price = 1m })).Is(HttpStatusCode.Created).Id;

    async Task<Answer> ReadAsync(HttpClient client, string slug) =>
        (await client.GetJsonAsync($"/api/products/categories/{_word}-{slug}")).Is(HttpStatusCode.OK);

    async Task<int> CountAsync(HttpClient client, string slug) => (await ReadAsync(client, slug)).Json.GetProperty("productCount").GetInt32();

    static async Task<int> FoundAsync(HttpClient client, string query) =>
        (await client.GetJsonAsync($"/api/products/search?{query}")).Is(HttpStatusCode.OK).Json.GetProperty("total").GetInt32();

    Task<Answer> ReplaceAsync(HttpClient admin, string slug, string newSlug, string name, string? parent, string etag = "*") =>
        admin.PutJsonAsync($"/api/products/categories/{_word}-{slug}", Body(newSlug, name, parent), etag);

    Task<Answer> DeleteAsync(HttpClient admin, string slug, string etag = "*") =>
        admin.SendAsync(HttpMethod.Delete, $"/api/products/categories/{_word}-{slug}", null, m => m.Headers.TryAddWithoutValidation("If-Match", etag));
}
