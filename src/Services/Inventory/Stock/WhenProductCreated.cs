using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Inventory;

/// <summary>Makes the SKUs of a new product stockable.</summary>
internal sealed class WhenProductCreated : IEventHandler<ProductCreated>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ProductCreated>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await StockItems.UpsertAsync(
            work, events.SelectMany(e => e.Event.Variants.Select(v => (v.Sku, e.Event.ProductId, v.IsBundle, e.Envelope.Time))), cancellationToken);
        return [];
    }
}
