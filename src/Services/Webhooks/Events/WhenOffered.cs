using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Webhooks;

/// <summary>Adds deliveries of an event to the webhooks that want it.</summary>
internal sealed class WhenOffered<TEvent>(DeliveryWriter deliveries) : IEventHandler<TEvent> where TEvent : class, IEvent
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<TEvent>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await deliveries.AddAsync(work, EventCatalog.Of(typeof(TEvent)), [.. events.Select(e => e.Envelope)], cancellationToken);
        return [];
    }
}
