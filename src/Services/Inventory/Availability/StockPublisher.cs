using System.Collections.Concurrent;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Inventory;

/// <summary>
/// Publishes the available units of SKUs: once per SKU and round, however often they changed. A change of a few units of many waits for a later round, so that
/// a stream of orders does not cause a stream of stock changes. Each instance keeps the SKUs that it changed in memory; its first round, and a round every
/// ten minutes, compares all SKUs.
/// </summary>
internal sealed class StockPublisher(Database database, IOptions<InventoryOptions> options) : IPeriodicWork
{
    // The storefront shows the number of units that are left at or below this.
    const int Noticeable = 20;

    // Ten minutes.
    const int CompareAllEveryRounds = 1200;

    // True after a count, which is published exactly in the next round.
    readonly ConcurrentDictionary<string, bool> _changed = new();
    readonly HashSet<string> _unpublished = [];
    int _round;

    sealed record Published(Guid ProductId, string Sku, int Available, bool BecameLow);

    /// <summary>Notes that orders changed SKUs. Call it after the commit.</summary>
    public void Changed(IEnumerable<string> skus)
    {
        foreach (var sku in skus)
        {
            _changed.TryAdd(sku, false);
        }
    }

    /// <summary>Notes that SKUs were counted, which is published exactly in the next round. Call it after the commit.</summary>
    public void Counted(IEnumerable<string> skus)
    {
        foreach (var sku in skus)
        {
            _changed[sku] = true;
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var changed = new Dictionary<string, bool>();
        foreach (var sku in _changed.Keys)
        {
            if (_changed.TryRemove(sku, out var counted))
            {
                changed.Add(sku, counted);
            }
        }

        try
        {
            if (_round % CompareAllEveryRounds == 0)
            {
                _unpublished.UnionWith(await database.QueryAsync<string>("select sku from stock_items", null, cancellationToken));
            }

            // Every so many rounds all changes are published exactly.
            var exact = _round % options.Value.ExactEveryRounds == 0 || _round % CompareAllEveryRounds == 0;
            string[] skus = exact ? [.. changed.Keys.Union(_unpublished)] : [.. changed.Keys];
            if (skus.Length > 0)
            {
                var published = await PublishAsync(skus, exact ? skus : [.. changed.Where(c => c.Value).Select(c => c.Key)], cancellationToken);
                _unpublished.UnionWith(skus);
                _unpublished.ExceptWith(exact ? skus : published);
            }

            _round++;
        }
        catch
        {
            Changed(changed.Where(c => !c.Value).Select(c => c.Key));
            Counted(changed.Where(c => c.Value).Select(c => c.Key));
            throw;
        }
    }

    /// <returns>The SKUs whose change was published.</returns>
    async Task<IEnumerable<string>> PublishAsync(string[] skus, string[] exactly, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        // Locked first and in order: of two instances with the same SKU, the second sums the stock after the first.
        await work.ExecuteAsync("select from stock_items where sku = any(@skus) order by sku for update", new { skus }, cancellationToken);
        var published = await work.QueryAsync<Published>(
            """
            update stock_items i
            set published_available = current.available, low = current.available <= @threshold
            from (
                select sku, sum(on_hand - reserved)::int as available from stock where sku = any(@skus) group by sku
            ) as current
            join stock_items before on before.sku = current.sku
            where i.sku = current.sku and current.available <> i.published_available
              and (i.sku = any(@exactly) or least(current.available, i.published_available) <= @noticeable
                   or abs(current.available - i.published_available)::bigint * 10 >= i.published_available)
            returning i.product_id, i.sku, current.available, i.low and not before.low as became_low
            """,
            new { skus, exactly, threshold = options.Value.LowStockThreshold, noticeable = Noticeable },
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
        return published.Select(p => p.Sku);
    }
}
