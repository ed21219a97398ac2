using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Webhooks;

/// <summary>
/// Tells webhooks that an account was erased, so that receivers can do the same. Messages hold no personal data; events that failed here may, and lose them.
/// </summary>
internal sealed class WhenUserErased(DeliveryWriter deliveries, TimeProvider time) : IEventHandler<UserErased>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<UserErased>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await ErasedUsers.AddAsync(work, [.. events.Select(e => e.Event.UserId)], time.GetUtcNow(), cancellationToken);
        await deliveries.AddAsync(work, EventCatalog.Of(typeof(UserErased)), [.. events.Select(e => e.Envelope)], cancellationToken);
        return [];
    }
}
