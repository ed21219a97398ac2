using System.Collections.Concurrent;
using Cartwright.Platform.Jobs;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Options;

namespace Cartwright.Inventory;

/// <summary>
/// Tells others how much can be had: once per SKU and round, however often it changed in between. A change that no customer would notice,
/// a few units of many, waits for a later round, so that a stream of orders is not doubled by a stream of stock changes.
/// Which SKUs changed is remembered in memory only, by the instance that changed them; its first round, and one now and then, compares them all.
/// </summary>
internal sealed class StockPublisher(Database database, IOptions<InventoryOptions> options) : IPeriodicWork
{
    // Customers are told "only so many left" from here on down.
    const int Noticeable = 20;

    // Ten minutes of half seconds.
    const int ReconcileAllEveryRounds = 1200;

    // Whether the change is to be told exactly and at once, because somebody counted.
    readonly ConcurrentDictionary<string, bool> _changed = new();
    readonly HashSet<string> _untold = [];
    int _round;

    sealed record Published(Guid ProductId, string Sku, int Available, bool BecameLow);

    /// <summary>Notes that orders changed SKUs; called after the change is committed.</summary>
    public void Changed(IEnumerable<string> skus)
    {
        foreach (var sku in skus)
        {
            _changed.TryAdd(sku, false);
        }
    }

    /// <summary>Notes that somebody counted SKUs, which is told exactly in the next round; called after the change is committed.</summary>
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
            if (_round % ReconcileAllEveryRounds == 0)
            {
                _untold.UnionWith(await database.QueryAsync<string>("select sku from stock_items", null, cancellationToken));
            }

            // Every so many rounds everything is told exactly.
            var exact = _round % options.Value.ExactEveryRounds == 0 || _round % ReconcileAllEveryRounds == 0;
            string[] skus = exact ? [.. changed.Keys.Union(_untold)] : [.. changed.Keys];
            if (skus.Length > 0)
            {
                var told = await PublishAsync(skus, exact ? skus : [.. changed.Where(c => c.Value).Select(c => c.Key)], cancellationToken);
                _untold.UnionWith(skus);
                _untold.ExceptWith(exact ? skus : told);
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

    /// <returns>The SKUs that were told of.</returns>
    async Task<IEnumerable<string>> PublishAsync(string[] skus, string[] exactly, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        // Locked first and in order: of two instances that tell of the same SKU, the second adds up anew what is there after the first.
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
