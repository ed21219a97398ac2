using Cartwright.Catalog;

namespace Cartwright.Unit.Catalog;

/// <summary>An index in memory, with products that are added by name.</summary>
internal sealed class TestIndex : IDisposable
{
    readonly WordReader _words;
    int _count;

    public TestIndex(string languages = "en")
    {
        _words = new(SearchLanguagesAttribute.Read(languages));
        Index = ProductIndex.Open(null, _words);
    }

    public ProductIndex Index { get; }

    /// <summary>Adds a product, later ones with greater ids, and returns its id.</summary>
    public Guid Add(
        string name, string description = "", string? brand = null, string category = "things", string[]? tags = null, (string Name, string Value)[]? attributes = null,
        string? sku = null, long price = 1000, string currency = "EUR", bool inStock = true)
    {
        _count++;
        var id = new Guid(_count, 0, 0, new byte[8]);
        Index.Write(
            [
                new(id, name, description, brand, [.. category.Split('/').Select(c => new CategoryStepResponse(c, c))], tags ?? [],
                    [.. (attributes ?? []).Select(a => KeyValuePair.Create(a.Name, a.Value))], [sku ?? $"SKU{_count}"], price, currency, inStock),
            ],
            generation: 1);
        Index.Refresh();
        return id;
    }

    /// <summary>Searches a text for the first ten.</summary>
    public SearchResult Find(string? text, SearchSelection? selection = null, SearchSort? sort = null, ProductKey? after = null, int take = 10)
    {
        var order = sort ?? (text is null ? SearchSort.Newest : SearchSort.Relevance);
        return Index.Search(new(SearchText.Read(text), selection ?? SearchSelection.None, null, "EUR", order, after, take, WithFacets: true));
    }

    /// <summary>The ids that a search finds, best first.</summary>
    public IReadOnlyList<Guid> Ids(string? text) => [.. Find(text).Hits.Select(h => h.Id)];

    public void Dispose()
    {
        Index.Dispose();
        _words.Dispose();
    }
}
