using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Payments;

/// <summary>Erases payment tokens from events that failed here. Payments and refunds are kept for the books: they hold amounts, and no token once they have ended.</summary>
internal sealed class WhenUserErased(TimeProvider time) : IEventHandler<UserErased>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<UserErased>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await ErasedUsers.AddAsync(work, [.. events.Select(e => e.Event.UserId)], time.GetUtcNow(), cancellationToken);
        return [];
    }
}
