using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.CatalogService;

/// <summary>Staff edits synonyms, words to ignore and pinned products, and every instance follows.</summary>
public sealed class SearchRulesTests(TestShop shop)
{
    readonly string _word = "r" + string.Concat(Guid.NewGuid().ToByteArray()[..10].Select(b => (char)('a' + (b % 26))));

    [Fact]
    public async Task Rules_change_the_searches_of_every_instance()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var (lamp, desk) = (await NewAsync(admin, $"{_word}aaaa"), await NewAsync(admin, $"{_word}bbbb"));
        await FindsAsync($"{_word}aaaa", lamp);
        await FindsAsync($"{_word}bbbb", desk);

        await ReplaceAsync(admin, new
        {
            synonyms = new[] { new { phrases = new[] { $"{_word}aaaa", $"{_word}cccc" } } },
            stopWords = new[] { $"{_word}dddd" },
            pins = new[]
            {
                new { query = $"{_word}BBBB", first = new[] { lamp, desk }, hidden = Array.Empty<Guid>() },
                new { query = $"{_word}eeee", first = new[] { desk }, hidden = Array.Empty<Guid>() },
            },
        });
        await FindsAsync($"{_word}cccc", lamp);
        await FindsAsync($"{_word}dddd {_word}aaaa", lamp);
        await Eventually.AnsweredAsync(
            visitor, $"/api/products/search?q={_word}dddd {_word}aaaa&facets=false", answer => answer.GetProperty("dropped").GetArrayLength() == 0);
        await FindsAsync($"{_word}bbbb", lamp, desk);
        await FindsAsync($"{_word}eeee", desk);

        await ReplaceAsync(admin, new
        {
            synonyms = Array.Empty<object>(), stopWords = Array.Empty<string>(),
            pins = new[] { new { query = $"{_word}aaaa", first = Array.Empty<Guid>(), hidden = new[] { lamp } } },
        });
        await FindsAsync($"{_word}aaaa");
        await FindsAsync($"{_word}bbbb", desk);

        // Every request may reach another instance, and a cache that one of them kept: it has to be right several times.
        async Task FindsAsync(string text, params Guid[] products)
        {
            for (var i = 0; i < 4; i++)
            {
                await Eventually.EqualAsync(string.Join(' ', products), async () => string.Join(
                    ' ',
                    (await visitor.GetJsonAsync($"/api/products/search?q={text}&facets=false")).Is(HttpStatusCode.OK).Json
                        .GetProperty("items").EnumerateArray().Select(p => p.GetProperty("id").GetGuid())));
            }
        }
    }

    [Fact]
    public async Task An_edit_needs_the_version_that_was_read()
    {
        using var admin = await shop.AdminAsync();
        var none = new { synonyms = Array.Empty<object>(), stopWords = Array.Empty<string>(), pins = Array.Empty<object>() };
        var etag = (await admin.GetJsonAsync("/api/products/search/rules")).Is(HttpStatusCode.OK).Response.Headers.ETag!.Tag;

        (await admin.PutJsonAsync("/api/products/search/rules", none)).Is(HttpStatusCode.PreconditionRequired);
        var edited = (await admin.PutJsonAsync("/api/products/search/rules", none, etag)).Is(HttpStatusCode.OK);
        Assert.Equal($"\"{edited.Json.GetProperty("version").GetInt32()}\"", edited.Response.Headers.ETag!.Tag);
        (await admin.PutJsonAsync("/api/products/search/rules", none, etag)).Is(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task A_rule_that_means_nothing_is_named_and_nothing_is_changed()
    {
        using var admin = await shop.AdminAsync();
        var before = (await admin.GetJsonAsync("/api/products/search/rules")).Json.ToString();
        var id = Guid.NewGuid();

        await RefusedAsync("synonyms[0].phrases", synonyms: [new { phrases = new[] { "sofa" } }]);
        await RefusedAsync("synonyms[1].phrases[1]", synonyms: [new { phrases = new[] { "sofa", "couch" } }, new { phrases = new[] { "lamp", "LAMP" } }]);
        await RefusedAsync("synonyms[0].phrases[1]", synonyms: [new { phrases = new[] { "sofa", "..." } }]);
        await RefusedAsync("stopWords[1]", stopWords: ["cheap", "two words"]);
        await RefusedAsync("stopWords", stopWords: [.. Enumerable.Range(0, 501).Select(i => $"w{i}")]);
        await RefusedAsync("pins[0].query", pins: [new { query = "lamp -red", first = new[] { id }, hidden = Array.Empty<Guid>() }]);
        await RefusedAsync("pins[1].query", pins: [.. new[] { "lamp", "Lamp!" }.Select(query => new { query, first = new[] { id }, hidden = Array.Empty<Guid>() })]);
        await RefusedAsync("pins[0].first", pins: [new { query = "lamp", first = new[] { id, id }, hidden = Array.Empty<Guid>() }]);
        await RefusedAsync("pins[0].first[0]", pins: [new { query = "lamp", first = new[] { id }, hidden = new[] { id } }]);
        await RefusedAsync("pins[0].hidden", pins: [new { query = "lamp", first = Array.Empty<Guid>(), hidden = Enumerable.Range(0, 51).Select(_ => Guid.NewGuid()).ToArray() }]);
        Assert.Equal(before, (await admin.GetJsonAsync("/api/products/search/rules")).Json.ToString());

        async Task RefusedAsync(string field, object[]? synonyms = null, string[]? stopWords = null, object[]? pins = null) =>
            (await admin.PutJsonAsync("/api/products/search/rules", new { synonyms = synonyms ?? [], stopWords = stopWords ?? [], pins = pins ?? [] }, "*"))
                .Is(HttpStatusCode.BadRequest).Names(field);
    }

    static async Task ReplaceAsync(HttpClient admin, object rules)
    {
        var etag = (await admin.GetJsonAsync("/api/products/search/rules")).Is(HttpStatusCode.OK).Response.Headers.ETag!.Tag;
        (await admin.PutJsonAsync("/api/products/search/rules", rules, etag)).Is(HttpStatusCode.OK);
    }

    static async Task<Guid> NewAsync(HttpClient admin, string name)
    {
        await admin.PostJsonAsync("/api/products/categories", new { slug = "tests-rules", name = "Ruled" });
        return (await admin.PostJsonAsync("/api/products", new { name, category = "tests-rules", price = 5 })).Is(HttpStatusCode.Created).Id;
    }
}
