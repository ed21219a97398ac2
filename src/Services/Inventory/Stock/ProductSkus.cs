using System.Text.RegularExpressions;
using Cartwright.Platform.Data;

namespace Cartwright.Inventory;

internal sealed record CatalogSku(string Sku, Guid ProductId, IReadOnlyList<CatalogPart>? Parts = null);

internal sealed record CatalogPart(string Sku);

internal sealed record CatalogSkus(IReadOnlyList<CatalogSku> Items);

/// <summary>The SKUs that exist: from the catalog's events, or from the catalog itself while its event is on the way.</summary>
internal sealed partial class ProductSkus(Database database, IHttpClientFactory clients, TimeProvider time)
{
    // Servers refuse longer URLs.
    const int SkusPerCall = 80;

    /// <summary>The SKUs of a product; empty when there is no such product.</summary>
    /// <param name="productId">The product.</param>
    /// <param name="sku">A SKU that it may have gained a moment ago.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    public async Task<IReadOnlyList<string>> OfAsync(Guid productId, string? sku, CancellationToken cancellationToken)
    {
        var known = await KnownAsync(productId, cancellationToken);
        if (known.Count > 0 && (sku is null || known.Contains(sku)))
        {
            return known;
        }

        var askedAt = time.GetUtcNow();
        var gained = (await AskAsync([$"productId={productId}"], cancellationToken)).Where(found => !known.Contains(found.Sku)).ToList();
        if (gained.Count == 0)
        {
            return known;
        }

        await LearnAsync(gained, askedAt, cancellationToken);
        return await KnownAsync(productId, cancellationToken);
    }

    /// <summary>Those of some SKUs that exist.</summary>
    /// <param name="skus">At most 1,000.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    public async Task<IReadOnlySet<string>> ExistingAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        var existing = (await database.QueryAsync<string>("select sku from stock_items where sku = any(@skus)", new { skus = skus.ToArray() }, cancellationToken))
            .ToHashSet();
        var possible = skus.Where(sku => !existing.Contains(sku) && Sku().IsMatch(sku)).Distinct().Chunk(SkusPerCall);
        var askedAt = time.GetUtcNow();
        var found = await AskAsync(possible.Select(chunk => string.Join('&', chunk.Select(sku => $"sku={sku}"))), cancellationToken);
        if (found.Count > 0)
        {
            await LearnAsync(found, askedAt, cancellationToken);
            existing.UnionWith(found.Select(f => f.Sku));
        }

        return existing;
    }

    /// <summary>Those of some SKUs that are bundles. Call it when it is known that all exist.</summary>
    public async Task<IReadOnlySet<string>> BundlesAsync(IEnumerable<string> skus, CancellationToken cancellationToken) => (await database.QueryAsync<string>(
        "select sku from stock_items where is_bundle and sku = any(@skus)", new { skus = skus.ToArray() }, cancellationToken)).ToHashSet();

    async Task<IReadOnlyList<CatalogSku>> AskAsync(IEnumerable<string> queries, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient("catalog");
        var answers = await Task.WhenAll(queries.Select(query => client.GetFromJsonAsync(
            new Uri($"/internal/products/skus?{query}", UriKind.Relative), InventoryJson.Default.CatalogSkus, cancellationToken)));
        return [.. answers.SelectMany(answer => answer!.Items)];
    }

    // The answer is no older than the question; events of later changes are newer.
    async Task LearnAsync(IReadOnlyList<CatalogSku> found, DateTimeOffset askedAt, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        await StockItems.UpsertAsync(work, found.Select(i => (i.Sku, i.ProductId, i.Parts is not null, askedAt)), cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    // The form of a SKU in the catalog. No character of it needs an escape in a URL.
    [GeneratedRegex("^[A-Za-z0-9._-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Sku();

    Task<IReadOnlyList<string>> KnownAsync(Guid productId, CancellationToken cancellationToken) =>
        database.QueryAsync<string>("select sku from stock_items where product_id = @productId order by sku", new { productId }, cancellationToken);
}
