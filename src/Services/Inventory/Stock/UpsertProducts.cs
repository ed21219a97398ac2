using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Inventory;

/// <summary>The catalog added or changed products: their SKUs can be stocked.</summary>
internal sealed class UpsertProducts : IEventHandler<ProductCreated>, IEventHandler<ProductUpdated>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ProductCreated>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await UpsertAsync(work, events.SelectMany(e => e.Event.Variants.Select(v => (v.Sku, e.Event.ProductId))), cancellationToken);
        return [];
    }

    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ProductUpdated>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await UpsertAsync(work, events.SelectMany(e => e.Event.Variants.Select(v => (v.Sku, e.Event.ProductId))), cancellationToken);
        return [];
    }

    public static Task UpsertAsync(UnitOfWork work, IEnumerable<(string Sku, Guid ProductId)> items, CancellationToken cancellationToken)
    {
        // The last word on a SKU counts; a statement must not touch a row twice. In order, so that two of them wait for each other instead of deadlocking.
        var latest = items.GroupBy(i => i.Sku).Select(g => g.Last()).OrderBy(i => i.Sku, StringComparer.Ordinal).ToList();
        return work.ExecuteAsync(
            """
            insert into stock_items (sku, product_id) select * from unnest(@skus, @products)
            on conflict (sku) do update set product_id = excluded.product_id where stock_items.product_id <> excluded.product_id
            """,
            new { skus = latest.Select(i => i.Sku).ToArray(), products = latest.Select(i => i.ProductId).ToArray() },
            cancellationToken);
    }
}
