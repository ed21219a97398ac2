using System.Net;
using System.Text.Json;
using Cartwright.Tests.Feeds;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.CatalogService;

/// <summary>Attributes that categories declare for their products.</summary>
public sealed class DeclaredAttributeTests(TestShop shop)
{
    static readonly object[] Declared =
    [
        new { name = "weight", label = "Net weight", type = "number", unit = "kg", required = true },
        new { name = "shade", type = "choice", values = new[] { "Red", "Blue" } },
        new { name = "code", type = "text", facet = false },
        new { name = "foldable", type = "boolean" },
    ];

    readonly string _word = "d" + string.Concat(Guid.NewGuid().ToByteArray()[..10].Select(b => (char)('a' + (b % 26))));

    [Fact]
    public async Task A_product_has_the_attributes_that_its_category_and_those_above_declare()
    {
        using var admin = await shop.AdminAsync();
        await AddTreeAsync(admin);

        var wrong = new { weight = "12.5", shade = "Green", code = 5, foldable = "yes", other = "free" };
        var refused = (await ProductAsync(admin, wrong)).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["attributes.code", "attributes.foldable", "attributes.shade", "attributes.weight"], refused.Fields.Order(StringComparer.Ordinal));
        (await ProductAsync(admin, new { shade = "Red" })).Is(HttpStatusCode.UnprocessableEntity).Names("attributes.weight");
        var batch = new { items = new[] { new { name = "A", category = $"{_word}-top", price = 1, attributes = new { weight = true } } } };
        (await admin.PostJsonAsync("/api/products/batch", batch)).Is(HttpStatusCode.UnprocessableEntity).Names("items[0].attributes.weight");

        var product = (await ProductAsync(admin, new { weight = 12.5, shade = "Red", foldable = true, other = "free" })).Is(HttpStatusCode.Created);

        // Another declaration counts from the next edit on.
        (await admin.PutJsonAsync($"/api/products/categories/{_word}-leaf", Leaf(new { name = "weight", type = "text" }), "*")).Is(HttpStatusCode.OK);
        var body = new { name = "Lamp", category = $"{_word}-leaf", price = 1, attributes = new { weight = 12.5 } };
        (await admin.PutJsonAsync($"/api/products/{product.Id}", body, "*")).Is(HttpStatusCode.UnprocessableEntity).Names("attributes.weight");
        (await admin.PutJsonAsync($"/api/products/{product.Id}", new { body.name, body.category, body.price, attributes = new { weight = "heavy" } }, "*")).Is(HttpStatusCode.OK);
        Assert.Equal("weight", (await CategoryAsync(admin, "leaf")).GetProperty("attributes")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_declaration_that_cannot_be_is_named_and_nothing_is_stored()
    {
        using var admin = await shop.AdminAsync();
        await AddTreeAsync(admin);

        foreach (var (attributes, field) in new (object[], string)[]
        {
            ([new { name = "a" }, new { name = "A" }], "attributes[1].name"),
            ([new { name = "" }], "attributes[0].name"),
            ([new { name = "a", type = "date" }], "attributes[0].type"),
            ([new { name = "a", type = "choice" }], "attributes[0].values"),
            ([new { name = "a", type = "choice", values = new[] { "x", "X" } }], "attributes[0].values"),
            ([new { name = "a", values = new[] { "x" } }], "attributes[0].values"),
            ([new { name = "a", type = "text", unit = "kg" }], "attributes[0].unit"),
            ([.. Enumerable.Range(0, 31).Select(i => new { name = $"a{i}" })], "attributes"),
        })
        {
            (await admin.PutJsonAsync($"/api/products/categories/{_word}-leaf", Leaf(attributes), "*")).Is(HttpStatusCode.BadRequest).Names(field);
            var created = new { slug = $"{_word}-bad", name = "Bad", attributes };
            (await admin.PostJsonAsync("/api/products/categories", created)).Is(HttpStatusCode.BadRequest).Names(field);
        }

        Assert.Equal(1, (await CategoryAsync(admin, "leaf")).GetProperty("version").GetInt32());
        (await admin.GetJsonAsync($"/api/products/categories/{_word}-bad")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Searches_name_declared_attributes_and_are_not_narrowed_by_those_that_are_no_facets()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        await AddTreeAsync(admin);
        (await ProductAsync(admin, new { weight = 12.5, code = "K77", other = "free" })).Is(HttpStatusCode.Created);

        await Eventually.EqualAsync("other  , weight Net weight kg", () => FacetsAsync($"category={_word}-leaf"));
        Assert.Equal(1, (await FoundAsync($"q={_word}%20k77")).GetProperty("total").GetInt32());

        // The products of the category follow its edit.
        object[] renamed = [new { name = "weight", label = "Mass", type = "number", unit = "kg" }, new { name = "other", facet = false }];
        (await admin.PutJsonAsync($"/api/products/categories/{_word}-top", new { slug = $"{_word}-top", name = "Top", attributes = renamed }, "*")).Is(HttpStatusCode.OK);
        await Eventually.EqualAsync("code  , weight Mass kg", () => FacetsAsync($"category={_word}-leaf"));

        async Task<JsonElement> FoundAsync(string query) => (await visitor.GetJsonAsync($"/api/products/search?{query}")).Is(HttpStatusCode.OK).Json;
        async Task<string> FacetsAsync(string query) => string.Join(
            ", ",
            (await FoundAsync(query)).GetProperty("facets").GetProperty("attributes").EnumerateArray()
                .Select(a => $"{a.GetProperty("name")} {a.GetProperty("label")} {a.GetProperty("unit")}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_page_of_a_product_shows_labels_and_units()
    {
        using var admin = await shop.AdminAsync();
        using var browser = new Browser(shop.Gateway);
        await AddTreeAsync(admin);
        var product = (await ProductAsync(admin, new { weight = 12.5, foldable = true, screenSize = "6 inch", seats = 4 })).Is(HttpStatusCode.Created);

        // The pages keep the tree for a moment.
        Answer? page = null;
        await Eventually.TrueAsync(
            async () => (page = await browser.GetAsync($"/products/{product.Json.GetProperty("slug").GetString()}")).Is(HttpStatusCode.OK).Body
                .Contains("<th scope=\"row\">Net weight</th><td>12.5 kg</td>", StringComparison.Ordinal),
            () => page!.Body,
            TimeSpan.FromMinutes(2));

        Assert.Contains("<th scope=\"row\">Foldable</th><td>Yes</td>", page!.Body, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">Screen size</th><td>6 inch</td>", page.Body, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">Seats</th><td>4</td>", page.Body, StringComparison.Ordinal);
        (await browser.GetAsync($"/c/{_word}-leaf")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_file_is_read_as_the_declared_types_and_never_stopped_by_what_a_product_had_before()
    {
        using var admin = await shop.AdminAsync();
        await AddTreeAsync(admin);
        var feed = await TestFeed.CreateAsync(admin, new { delimiter = ";", decimalSeparator = "," });
        string File(string weight, string shade, string foldable, decimal price = 1) =>
            $"sku;name;category;price;attributes.weight;attributes.shade;attributes.foldable\n{feed.Code}-1;Lamp;{_word}-leaf;{price};{weight};{shade};{foldable}\n";

        var run = await feed.RunAsync(File("12,5 kg", "Green", "perhaps"));
        Assert.Equal(
            ["attributes.foldable perhaps", "attributes.shade Green", "attributes.weight 12,5 kg"],
            (await feed.ListAsync(run, "problems")).Select(p => $"{p.GetProperty("field").GetString()} {p.GetProperty("value").GetString()}").Order(StringComparer.Ordinal));
        Assert.Equal("completed 1 1 0 0 0", TestFeed.Counts(await feed.RunAsync(File("12,5", "red", "yes"))));

        var attributes = (await feed.ProductAsync(shop, $"{feed.Code}-1")).GetProperty("attributes");
        Assert.Equal(12.5m, attributes.GetProperty("weight").GetDecimal());
        Assert.Equal("Red", attributes.GetProperty("shade").GetString());
        Assert.True(attributes.GetProperty("foldable").GetBoolean());
        Assert.Equal("completed 1 0 0 1 0", TestFeed.Counts(await feed.RunAsync(File("12,5", "Red", "1"))));

        object[] columns = [new { field = "sku", column = "Art" }, new { field = "attributes.weight", column = "Gewicht", unit = "kg" }];
        var german = await TestFeed.CreateAsync(admin, new { delimiter = ";", decimalSeparator = ",", columns });
        Assert.Equal("completed 1 0 1 0 0", TestFeed.Counts(await german.RunAsync($"Art;Gewicht\n{feed.Code}-1;13,5 kg\n")));
        Assert.Equal("completed 1 0 0 0 1", TestFeed.Counts(await german.RunAsync($"Art;Gewicht\n{feed.Code}-1;13,5 lb\n")));

        // The product has no such attribute, and its price changes all the same.
        (await admin.PutJsonAsync($"/api/products/categories/{_word}-leaf", Leaf(new { name = "needed", required = true }), "*")).Is(HttpStatusCode.OK);
        Assert.Equal("completed 1 0 1 0 0", TestFeed.Counts(await feed.RunAsync($"sku;price\n{feed.Code}-1;2\n")));
        var added = await feed.RunAsync($"sku;name;category;price;attributes.weight\n{feed.Code}-2;Lamp;{_word}-leaf;1;1\n");
        Assert.Equal("attributes.needed", Assert.Single(await feed.ListAsync(added, "problems")).GetProperty("field").GetString());
    }

    object Leaf(params object[] attributes) => new { slug = $"{_word}-leaf", name = "Leaf", parent = $"{_word}-top", attributes };

    async Task AddTreeAsync(HttpClient admin) => (await admin.PostJsonAsync(
        "/api/products/categories/batch",
        new { items = new[] { Leaf(), new { slug = $"{_word}-top", name = "Top", attributes = Declared } } })).Is(HttpStatusCode.Created);

    Task<Answer> ProductAsync(HttpClient admin, object attributes) =>
        admin.PostJsonAsync("/api/products", new { name = $"{_word} lamp", category = $"{_word}-leaf", price = 1, attributes });

    async Task<JsonElement> CategoryAsync(HttpClient admin, string slug) =>
        (await admin.GetJsonAsync($"/api/products/categories/{_word}-{slug}")).Is(HttpStatusCode.OK).Json;
}
