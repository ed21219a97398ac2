using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Inventory;

/// <summary>Makes SKUs that a product gained stockable.</summary>
internal sealed class WhenProductUpdated : IEventHandler<ProductUpdated>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ProductUpdated>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await StockItems.UpsertAsync(
            work, events.SelectMany(e => e.Event.Variants.Select(v => (v.Sku, e.Event.ProductId, v.IsBundle, e.Envelope.Time))), cancellationToken);
        return [];
    }
}
