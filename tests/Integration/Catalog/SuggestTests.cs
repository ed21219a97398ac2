using System.Net;
using System.Text.Json;
using Cartwright.Platform.Data;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.CatalogService;

/// <summary>What is suggested to a customer who is typing.</summary>
public sealed class SuggestTests(TestShop shop)
{
    readonly string _word = "s" + string.Concat(Guid.NewGuid().ToByteArray()[..10].Select(b => (char)('a' + (b % 26))));

    [Fact]
    public async Task Products_and_categories_are_suggested_by_the_beginning_of_a_word()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        (await admin.PostJsonAsync("/api/products/categories", new { slug = _word, name = $"{_word} things" })).Is(HttpStatusCode.Created);
        (await admin.PostJsonAsync("/api/products/categories", new { slug = $"{_word}-empty", name = $"{_word} empty" })).Is(HttpStatusCode.Created);
        var id = (await admin.PostJsonAsync("/api/products", new { name = $"{_word} lamp", category = _word, price = 12.5 })).Is(HttpStatusCode.Created).Id;

        var suggested = await Eventually.AnsweredAsync(visitor, $"/api/products/suggest?q={_word[..8]}", answer => answer.GetProperty("products").GetArrayLength() == 1
            && answer.GetProperty("categories").GetArrayLength() == 1);

        var product = suggested.GetProperty("products")[0];
        Assert.Equal((id, $"{_word} lamp", 12.5m), (product.GetProperty("id").GetGuid(), product.GetProperty("name").GetString(), product.GetProperty("price").GetDecimal()));
        Assert.Equal(JsonValueKind.Null, product.GetProperty("image").ValueKind);
        Assert.Equal(_word, suggested.GetProperty("categories")[0].GetProperty("slug").GetString());
        // Another instance may answer.
        await Eventually.AnsweredAsync(
            visitor, $"/api/products/suggest?q={_word} thi", answer => answer.GetProperty("categories").EnumerateArray().Any(c => c.GetProperty("slug").GetString() == _word));
        var none = (await visitor.GetJsonAsync($"/api/products/suggest?q={_word[..1]}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(0, none.GetProperty("products").GetArrayLength() + none.GetProperty("categories").GetArrayLength() + none.GetProperty("queries").GetArrayLength());
    }

    [Fact]
    public async Task A_search_that_found_something_is_stored_and_suggested_once_it_was_seen_in_several_hours()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var asked = 0;
        var database = shop.Shop.Service<Database>("catalog")[0];
        await admin.PostJsonAsync("/api/products/categories", new { slug = "tests-suggest", name = "Suggested" });
        (await admin.PostJsonAsync("/api/products", new { name = $"{_word} lamp", category = "tests-suggest", price = 5 })).Is(HttpStatusCode.Created);

        // Before the product is found, the search leaves its first word out and may find another lamp.
        await Eventually.AnsweredAsync(
            visitor, $"/api/products/search?q={_word} LAMP", answer => answer.GetProperty("total").GetInt32() == 1 && answer.GetProperty("dropped").GetArrayLength() == 0);
        (await visitor.GetJsonAsync($"/api/products/search?q={_word} lam&facets=false")).Is(HttpStatusCode.OK);
        (await visitor.GetJsonAsync($"/api/products/search?q={_word} jane&facets=false")).Is(HttpStatusCode.OK);
        await Eventually.EqualAsync($"{_word} lamp", async () => string.Join(", ", await database.QueryAsync<string>(
            "select text from search_queries where text like @start order by text", new { start = _word + "%" }, TestContext.Current.CancellationToken)));
        Assert.Empty(await SuggestedAsync());

        // It was seen in other hours, too.
        await database.ExecuteAsync("update search_queries set hours = 3 where text = @text", new { text = $"{_word} lamp" }, TestContext.Current.CancellationToken);
        await Eventually.EqualAsync($"{_word} lamp", async () => string.Join(", ", await SuggestedAsync()));

        // Answers are cached for a minute: blanks make another address.
        async Task<IReadOnlyList<string?>> SuggestedAsync() =>
            [.. (await visitor.GetJsonAsync($"/api/products/suggest?q={_word}{new string('+', ++asked)}")).Is(HttpStatusCode.OK).Json
                .GetProperty("queries").EnumerateArray().Select(q => q.GetString())];
    }

    [Fact]
    public async Task What_cannot_be_suggested_is_named()
    {
        using var visitor = shop.Client();

        (await visitor.GetJsonAsync($"/api/products/suggest?q={new string('x', 201)}")).Is(HttpStatusCode.BadRequest).Names("q");
        (await visitor.GetJsonAsync("/api/products/suggest?q=lamp&limit=11")).Is(HttpStatusCode.BadRequest).Names("limit");
        (await visitor.GetJsonAsync("/api/products/suggest?q=lamp&limit=many")).Is(HttpStatusCode.BadRequest).Names("limit");
        (await visitor.GetJsonAsync("/api/products/suggest?text=lamp")).Is(HttpStatusCode.BadRequest).Names("text");
    }
}
