using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Inventory;

/// <summary>Erases addresses from events about orders that failed here. Stock is kept without customers.</summary>
internal sealed class WhenUserErased(TimeProvider time) : IEventHandler<UserErased>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<UserErased>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await ErasedUsers.AddAsync(work, [.. events.Select(e => e.Event.UserId)], time.GetUtcNow(), cancellationToken);
        return [];
    }
}
