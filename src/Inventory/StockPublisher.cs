using System.Collections.Concurrent;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Options;

namespace Cartwright.Inventory;

/// <summary>
/// Tells others how much can be had: once per SKU and round, however often it changed in between. A change that no customer would notice,
/// a few units of many, waits for a later round, so that a stream of orders is not doubled by a stream of stock changes.
/// Which SKUs changed is remembered in memory only; the first round after a start compares them all.
/// </summary>
internal sealed class StockPublisher(Database database, IOptions<InventoryOptions> options) : IPeriodicWork
{
    // Customers are told "only so many left" from here on down.
    const int Noticeable = 20;

    readonly ConcurrentDictionary<string, byte> _changed = new();
    readonly HashSet<string> _untold = [];
    int _round;

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
        // Every so many rounds everything is told exactly.
        var exact = _round % options.Value.ExactEveryRounds == 0;
        var skus = _changed.Keys.ToHashSet();
        foreach (var sku in skus)
        {
            _changed.TryRemove(sku, out _);
        }

        if (exact)
        {
            skus.UnionWith(_untold);
        }

        try
        {
            if (_round == 0)
            {
                skus.UnionWith(await database.QueryAsync<string>("select sku from stock_items", null, cancellationToken));
            }

            if (skus.Count > 0)
            {
                await PublishAsync(exact, [.. skus], cancellationToken);
            }

            _round++;
        }
        catch
        {
            Changed(skus);
            throw;
        }
    }

    async Task PublishAsync(bool exact, string[] skus, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        var published = await work.QueryAsync<Published>(
            """
            update stock_items i
            set published_available = current.available, low = current.available <= @threshold
            from (
                select sku, sum(on_hand - reserved)::int as available from stock where sku = any(@skus) group by sku
            ) as current
            join stock_items before on before.sku = current.sku
            where i.sku = current.sku and current.available <> i.published_available
              and (@exact or least(current.available, i.published_available) <= @noticeable
                   or abs(current.available - i.published_available)::bigint * 10 >= i.published_available)
            returning i.product_id, i.sku, current.available, i.low and not before.low as became_low
            """,
            new { exact, skus, threshold = options.Value.LowStockThreshold, noticeable = Noticeable },
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
        if (exact)
        {
            _untold.Clear();
        }
        else
        {
            _untold.UnionWith(skus);
            _untold.ExceptWith(published.Select(p => p.Sku));
        }
    }
}
