using System.Globalization;
using Cartwright.Contracts;

namespace Cartwright.Catalog.Evaluation;

/// <summary>The search of the shop as an evaluation asks it: the same index and the same code, in memory.</summary>
public sealed class IndexEngine : ISearchEngine
{
    const int PageSize = 1000;

    readonly WordReader _words;
    readonly ProductIndex _index;
    readonly List<string> _skus = [];

    /// <summary>Creates an engine without products.</summary>
    /// <param name="languages">The languages of the texts, as in the setting <c>Catalog:SearchLanguages</c>.</param>
    public IndexEngine(string languages = "en")
    {
        _words = new(SearchLanguagesAttribute.Read(languages));
        _index = ProductIndex.Open(null, _words);
    }

    /// <inheritdoc/>
    public void Add(IEnumerable<SearchedProduct> products)
    {
        foreach (var page in products.Chunk(PageSize))
        {
            _index.Write(page.Select(ToIndexed), generation: 1);
        }

        _index.Refresh();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Search(string text, int limit) =>
    [
        .. _index.Search(new(SearchText.Read(text), SearchSelection.None, null, "EUR", SearchSort.Relevance, null, limit, WithFacets: false))
            .Hits.Select(hit => _skus[NumberOf(hit.Id)]),
    ];

    /// <inheritdoc/>
    public void Dispose()
    {
        _index.Dispose();
        _words.Dispose();
    }

    // The id of a product tells its place in the list of SKUs.
    IndexedProduct ToIndexed(SearchedProduct product)
    {
        _skus.Add(product.Sku);
        var currency = Currency.TryFind(product.Currency, out var known) ? known : Currency.Of("EUR");
        return new(
            new Guid(_skus.Count - 1, 0, 0, new byte[8]), product.Name, product.Description, product.Brand,
            [.. product.CategoryPath.Select(name => new CategoryStepResponse(name, name))], product.Tags, product.Attributes,
            [product.Sku, .. product.VariantSkus], PriceBands.MinorUnits(product.Price, currency), currency.Code, product.InStock);
    }

    static int NumberOf(Guid id) => int.Parse(id.ToString("N").AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
