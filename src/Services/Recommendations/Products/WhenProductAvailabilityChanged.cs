using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Recommendations;

/// <summary>Saves whether units of a product can be ordered.</summary>
internal sealed class WhenProductAvailabilityChanged : IEventHandler<ProductAvailabilityChanged>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ProductAvailabilityChanged>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await ProductStore.StockAsync(work, events.Select(e => (e.Event.ProductId, e.Event.Available, e.Envelope.Time)), cancellationToken);
        return [];
    }
}
