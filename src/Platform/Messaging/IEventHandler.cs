using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Platform.Messaging;

/// <summary>
/// Handles an event of another service. A handler receives up to a few hundred events at once, in the transaction that adds them to the inbox:
/// the effect happens exactly once, however often an event is delivered.
/// </summary>
public interface IEventHandler<T> where T : class, IEvent
{
    /// <summary>Applies the events, in order, through <paramref name="work"/>, and returns the events to publish because of them.</summary>
    /// <exception cref="Exception">
    /// Rolls the transaction back. The events are attempted one by one; an event that fails is attempted again later and at last becomes a dead letter.
    /// </exception>
    Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<T>> events, UnitOfWork work, CancellationToken cancellationToken);
}
