using System.Text;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Observability;

namespace Cartwright.Orders;

/// <summary>A variant with its current price.</summary>
internal sealed record SkuResponse(
    string Sku, Guid ProductId, string Name, IReadOnlyDictionary<string, string>? Options, decimal Price, string Currency, string? Image, bool Active, int Available,
    IReadOnlyList<OrderLinePart>? Parts = null, int WeightGrams = 0)
{
    /// <summary>The price of one unit.</summary>
    public Money UnitPrice => new(Price, Contracts.Currency.Of(Currency));
}

internal sealed record SkuListResponse(IReadOnlyList<SkuResponse> Items);

/// <summary>The variants to find: by SKU, or all of a product.</summary>
internal sealed record CatalogQuery(IReadOnlyCollection<string> Skus, IReadOnlyCollection<Guid> ProductIds);

/// <summary>The variants that a query found.</summary>
internal sealed class CatalogAnswer(IReadOnlyList<SkuResponse> items)
{
    readonly Dictionary<string, SkuResponse> _bySku = items.ToDictionary(i => i.Sku);
    readonly ILookup<Guid, SkuResponse> _byProduct = items.ToLookup(i => i.ProductId);

    public SkuResponse? Sku(string sku) => _bySku.GetValueOrDefault(sku);

    public IEnumerable<SkuResponse> Product(Guid id) => _byProduct[id];
}

/// <summary>
/// The client of the catalog service. Lookups that arrive during a call share the next call,
/// so that no price is older than the request and a burst of orders costs few calls.
/// </summary>
internal sealed class CatalogClient : IAsyncDisposable
{
    // Kestrel refuses request lines over 8 KiB.
    const int QueryLengthMax = 6000;
    const int KeysMax = 200;

    readonly IHttpClientFactory _clients;
    readonly RequestBatcher<CatalogQuery, CatalogAnswer> _lookups;

    public CatalogClient(IHttpClientFactory clients, WorkMeter meter)
    {
        _clients = clients;
        _lookups = new("look up prices", meter, FindTogetherAsync, batchMax: 64, workers: 2);
    }

    /// <summary>Finds variants; unknown ones are absent.</summary>
    /// <exception cref="HttpRequestException">The catalog does not answer.</exception>
    public Task<CatalogAnswer> FindAsync(CatalogQuery query, CancellationToken cancellationToken) => _lookups.RunAsync(query, cancellationToken);

    public ValueTask DisposeAsync() => _lookups.DisposeAsync();

    async Task<IReadOnlyList<CatalogAnswer>> FindTogetherAsync(IReadOnlyList<CatalogQuery> queries, CancellationToken cancellationToken)
    {
        var keys = queries.SelectMany(q => q.Skus).Distinct().Select(sku => "sku=" + Uri.EscapeDataString(sku))
            .Concat(queries.SelectMany(q => q.ProductIds).Distinct().Select(id => "productId=" + id));
        using var client = _clients.CreateClient("catalog");
        var pages = await Task.WhenAll(Pages(keys).Select(page => client.GetFromJsonAsync(
            new Uri("/api/products/skus?" + page, UriKind.Relative), OrdersJson.Default.SkuListResponse, cancellationToken)));
        var answer = new CatalogAnswer([.. pages.SelectMany(p => p!.Items).DistinctBy(i => i.Sku)]);
        return [.. queries.Select(_ => answer)];
    }

    static IEnumerable<string> Pages(IEnumerable<string> keys)
    {
        var page = new StringBuilder();
        var count = 0;
        foreach (var key in keys)
        {
            if (count == KeysMax || page.Length + key.Length > QueryLengthMax)
            {
                yield return page.ToString();
                page.Clear();
                count = 0;
            }

            page.Append(page.Length == 0 ? "" : "&").Append(key);
            count++;
        }

        if (count > 0)
        {
            yield return page.ToString();
        }
    }
}
