using Cartwright.Catalog.Evaluation;

namespace Cartwright.Unit.Search;

/// <summary>Finds what a test lists for a query, so that every figure can be computed by hand.</summary>
internal sealed class ListedEngine(Dictionary<string, string[]> results) : ISearchEngine
{
    public List<SearchedProduct> Products { get; } = [];

    public bool IsDisposed { get; private set; }

    public void Add(IEnumerable<SearchedProduct> products) => Products.AddRange(products);

    public IReadOnlyList<string> Search(string text, int limit) => results.GetValueOrDefault(text, []);

    public void Dispose() => IsDisposed = true;
}
