using Cartwright.Catalog;
using Cartwright.Inventory;
using Cartwright.Orders;
using Cartwright.Recommendations;
using Cartwright.Shipping;
using Npgsql;

namespace Cartwright.Audit;

/// <summary>
/// What a service keeps of another service's data agrees with its source. A copy may be late: it is compared only where the source did not change while both
/// were read and no event about it is on its way.
/// </summary>
internal static class CopyInvariants
{
    const string Heal = "replay the events of the source to the copy";

    public static async Task<IReadOnlyList<Violation>> CheckAsync(IReadOnlyDictionary<string, NpgsqlDataSource> databases, CancellationToken cancellationToken)
    {
        if (!databases.TryGetValue("catalog", out var catalog) || !databases.TryGetValue("inventory", out var inventory))
        {
            return [];
        }

        var (published, shown) = (await PublishedAsync(inventory, cancellationToken), await ShownAsync(catalog, cancellationToken));
        var late = (await MessagingInvariants.ListInFlightAsync(inventory, catalog, "inventory", cancellationToken))
            .Concat(await MessagingInvariants.ListInFlightAsync(catalog, inventory, "catalog", cancellationToken)).ToHashSet();
        var (shownLater, publishedLater) = (await ShownAsync(catalog, cancellationToken), await PublishedAsync(inventory, cancellationToken));
        return
        [
            .. from source in published
               let copy = shownLater.GetValueOrDefault(source.Key)
               where copy is { IsBundle: false } && copy.Available != source.Value.Available && publishedLater.GetValueOrDefault(source.Key) == source.Value
                   && !late.Contains(source.Value.ProductId) && !late.Contains(copy.ProductId)
               select new Violation(
                   "the catalog shows the published stock", source.Key, $"shown {copy.Available}, published {source.Value.Available}: {Heal}"),
            .. from source in shown
               let copy = publishedLater.GetValueOrDefault(source.Key)
               where copy?.ProductId != source.Value.ProductId && shownLater.GetValueOrDefault(source.Key)?.ProductId == source.Value.ProductId
                   && !late.Contains(source.Value.ProductId)
               select new Violation(
                   "inventory knows the SKUs of the catalog", source.Key, $"product {source.Value.ProductId}, in inventory {copy?.ProductId}: {Heal}"),
        ];
    }

    /// <summary>The recommendations service knows all products, so that it can recommend them and counts views of them.</summary>
    public static async Task<IReadOnlyList<Violation>> CheckProductsAsync(
        IReadOnlyDictionary<string, NpgsqlDataSource> databases, CancellationToken cancellationToken)
    {
        if (!databases.TryGetValue("catalog", out var catalog) || !databases.TryGetValue("recommendations", out var recommendations))
        {
            return [];
        }

        var products = (await ShownAsync(catalog, cancellationToken)).Values.Select(item => item.ProductId).ToHashSet();
        var late = await MessagingInvariants.ListInFlightAsync(catalog, recommendations, "catalog", cancellationToken);
        await using var connection = await recommendations.OpenConnectionAsync(cancellationToken);
        var known = await RecommendationsBooks.ListProductsAsync(connection);
        var productsLater = (await ShownAsync(catalog, cancellationToken)).Values.Select(item => item.ProductId).ToHashSet();
        return
        [
            .. products.Intersect(productsLater).Except(late).Except(known)
                .Select(product => new Violation("recommendations knows the products of the catalog", $"{product}", Heal)),
        ];
    }

    /// <summary>Each instance of the catalog has a search index with all products in their current versions.</summary>
    public static async Task<IReadOnlyList<Violation>> CheckSearchAsync(IReadOnlyDictionary<string, NpgsqlDataSource> databases, CancellationToken cancellationToken)
    {
        if (!databases.TryGetValue("catalog", out var catalog))
        {
            return [];
        }

        await using var connection = await catalog.OpenConnectionAsync(cancellationToken);
        return
        [
            .. (await CatalogBooks.FindIndexDiscrepanciesAsync(connection)).Select(d => new Violation(
                "a search index is what the catalog is", $"{d.Instance}",
                $"{d.Indexed} products indexed, {d.Stored} in the catalog: POST /api/products/search/reindex builds it again")),
            .. (await CatalogBooks.ListStuckIndexesAsync(connection)).Select(stuck => new Violation(
                "a search index follows the catalog", $"{stuck.Instance}",
                $"it stays at event {stuck.Position}, {stuck.Behind} behind: the log of the instance says why; a restart opens the index again")),
        ];
    }

    /// <summary>Orders prices shipping by the table that staff have saved last.</summary>
    public static async Task<IReadOnlyList<Violation>> CheckRatesAsync(IReadOnlyDictionary<string, NpgsqlDataSource> databases, CancellationToken cancellationToken)
    {
        if (!databases.TryGetValue("shipping", out var shipping) || !databases.TryGetValue("orders", out var orders))
        {
            return [];
        }

        await using var source = await shipping.OpenConnectionAsync(cancellationToken);
        await using var copy = await orders.OpenConnectionAsync(cancellationToken);
        var published = await ShippingBooks.ReadRatesVersionAsync(source);
        var late = await MessagingInvariants.ListInFlightAsync(shipping, orders, "shipping", cancellationToken);
        var known = await OrdersBooks.ReadRatesVersionAsync(copy);
        return known == published || late.Count > 0 || await ShippingBooks.ReadRatesVersionAsync(source) != published
            ? []
            : [new("orders prices shipping by the saved rates", $"version {published}", $"orders has version {known}: {Heal}")];
    }

    /// <summary>The catalog writes a bundle in each transaction that changes one of its parts.</summary>
    public static async Task<IReadOnlyList<Violation>> CheckBundlesAsync(IReadOnlyDictionary<string, NpgsqlDataSource> databases, CancellationToken cancellationToken)
    {
        if (!databases.TryGetValue("catalog", out var catalog))
        {
            return [];
        }

        await using var connection = await catalog.OpenConnectionAsync(cancellationToken);
        return [.. (await CatalogBooks.FindBundleDiscrepanciesAsync(connection)).Select(d => new Violation("a bundle is what its parts are", d.Sku, d.Detail))];
    }

    /// <summary>A run of a feed that is completed has written all of its rows, and none is stuck.</summary>
    public static async Task<IReadOnlyList<Violation>> CheckFeedRunsAsync(IReadOnlyDictionary<string, NpgsqlDataSource> databases, CancellationToken cancellationToken)
    {
        if (!databases.TryGetValue("catalog", out var catalog))
        {
            return [];
        }

        await using var connection = await catalog.OpenConnectionAsync(cancellationToken);
        return
        [
            .. (await CatalogBooks.FindFeedRunDiscrepanciesAsync(connection)).Select(d => new Violation("runs of feeds write what they claim", $"{d.Run}", d.Problem)),
        ];
    }

    static async Task<Dictionary<string, PublishedStock>> PublishedAsync(NpgsqlDataSource inventory, CancellationToken cancellationToken)
    {
        await using var connection = await inventory.OpenConnectionAsync(cancellationToken);
        return (await InventoryBooks.ListPublishedAsync(connection)).ToDictionary(item => item.Sku);
    }

    static async Task<Dictionary<string, ShownStock>> ShownAsync(NpgsqlDataSource catalog, CancellationToken cancellationToken)
    {
        await using var connection = await catalog.OpenConnectionAsync(cancellationToken);
        return (await CatalogBooks.ListStockAsync(connection)).ToDictionary(item => item.Sku);
    }
}
