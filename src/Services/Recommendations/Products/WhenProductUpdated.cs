using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Recommendations;

/// <summary>Saves the category of an edited product, and whether it can be bought.</summary>
internal sealed class WhenProductUpdated : IEventHandler<ProductUpdated>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ProductUpdated>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await ProductStore.DescribeAsync(
            work, events.Select(e => new ProductFact(e.Event.ProductId, e.Event.Category, e.Event.Active, e.Event.ProductVersion)), cancellationToken);
        return [];
    }
}
