using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Recommendations;

/// <summary>Ends the recommendation of a deleted product.</summary>
internal sealed class WhenProductDeleted : IEventHandler<ProductDeleted>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ProductDeleted>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await ProductStore.DeleteAsync(work, events.Select(e => e.Event.ProductId), cancellationToken);
        return [];
    }
}
