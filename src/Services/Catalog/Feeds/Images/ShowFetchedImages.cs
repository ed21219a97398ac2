using System.Text.Json;
using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;

namespace Cartwright.Catalog.Feeds;

/// <summary>Gives products the images that feeds name for them, once an attempt was made for each of them.</summary>
internal sealed class ShowFetchedImages(Database database, ChangedLists lists) : IPeriodicWork
{
    /// <summary>The time between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    const int BatchMax = 100;

    sealed record Due(Guid ProductId, string Urls)
    {
        public IReadOnlyList<string> List { get; } = JsonSerializer.Deserialize(Urls, CatalogJson.Default.IReadOnlyListString)!;
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await ShowAsync(cancellationToken) == BatchMax)
        {
        }
    }

    async Task<int> ShowAsync(CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        var ids = (await work.QueryAsync<Guid>(
            "select product_id from feed_product_images where due_at <= now() order by due_at limit @BatchMax", new { BatchMax }, cancellationToken)).ToArray();
        if (ids.Length == 0)
        {
            return 0;
        }

        var parts = (await work.QueryAsync<string>(
            "select distinct b.sku from bundle_parts b join variants v on v.id = b.variant_id where v.product_id = any (@ids)", new { ids }, cancellationToken)).ToArray();
        await work.ExecuteAsync($"select from products where id in ({BundleLocks.Ids}) order by id for update", new { ids, parts }, cancellationToken);
        // The outcome of an attempt that is saved from here on makes its products due again.
        var due = await work.QueryAsync<Due>(
            "select product_id, to_json(urls)::text as urls from feed_product_images where product_id = any (@ids) and due_at is not null order by product_id for update",
            new { ids },
            cancellationToken);
        var images = await NamedImages.FindAsync(work, due.SelectMany(d => d.List), cancellationToken);
        var current = (await CurrentProducts.FindAsync(work, [], ids, cancellationToken)).ToDictionary(p => p.Id);
        List<(ProductDraft Draft, int Version)> changed =
        [
            .. from row in due
               let product = current[row.ProductId]
               let shown = images.Shown(row.List, product.Images)
               where !product.Shows(shown)
               select (product.ToDraft().Showing(shown), product.Version),
        ];
        if (changed.Count > 0)
        {
            await ProductStore.ReplaceAsync(work, changed, cancellationToken);
        }

        await work.ExecuteAsync(
            "update feed_product_images set due_at = null where product_id = any (@ids)", new { ids = due.Select(d => d.ProductId).ToArray() }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        if (changed.Count > 0)
        {
            lists.Note();
        }

        return ids.Length;
    }
}
