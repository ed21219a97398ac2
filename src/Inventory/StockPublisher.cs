using System.Collections.Concurrent;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Options;

namespace Cartwright.Inventory;

/// <summary>
/// Tells others how much can be had: once per SKU and round, however often it changed in between. Which SKUs changed is remembered in memory only;
/// the first round after a start compares them all.
/// </summary>
internal sealed class StockPublisher(Database database, IOptions<InventoryOptions> options) : IPeriodicWork
{
    readonly ConcurrentDictionary<string, byte> _changed = new();
    bool _comparedAll;

    sealed record Published(Guid ProductId, string Sku, int Available, bool BecameLow);

    /// <summary>Notes that SKUs have changed; called after the change is committed.</summary>
    public void Changed(IEnumerable<string> skus)
    {
        foreach (var sku in skus)
        {
            _changed[sku] = 0;
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var all = !_comparedAll;
        string[] skus = [.. _changed.Keys];
        foreach (var sku in skus)
        {
            _changed.TryRemove(sku, out _);
        }

        if (!all && skus.Length == 0)
        {
            return;
        }

        try
        {
            await PublishAsync(all, skus, cancellationToken);
            _comparedAll = true;
        }
        catch
        {
            Changed(skus);
            throw;
        }
    }

    async Task PublishAsync(bool all, string[] skus, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        var published = await work.QueryAsync<Published>(
            """
            update stock_items i
            set published_available = current.available, low = current.available <= @threshold
            from (
                select before.sku, before.low, coalesce(sum(s.on_hand - s.reserved), 0)::int as available
                from stock_items before
                left join stock s on s.sku = before.sku
                where @all or before.sku = any(@skus)
                group by before.sku, before.low, before.published_available
                having coalesce(sum(s.on_hand - s.reserved), 0)::int <> before.published_available
            ) as current
            where i.sku = current.sku
            returning i.product_id, i.sku, current.available, i.low and not current.low as became_low
            """,
            new { all, skus, threshold = options.Value.LowStockThreshold },
            cancellationToken);
        foreach (var change in published)
        {
            work.Publish(new StockChanged(change.ProductId, change.Sku, change.Available));
            if (change.BecameLow)
            {
                work.Publish(new StockLow(change.ProductId, change.Sku, change.Available));
            }
        }

        await work.CommitAsync(cancellationToken);
    }
}
