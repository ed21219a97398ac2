using Cartwright.Contracts;
using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>A service that subscribes to events, as a transport sees it.</summary>
public interface IEventSubscriber
{
    /// <summary>The name of the service.</summary>
    string Name { get; }

    /// <summary>The events that it subscribes to.</summary>
    IReadOnlyCollection<EventType> Events { get; }

    /// <summary>The database of the service, for the stores of a transport.</summary>
    NpgsqlDataSource Source { get; }

    /// <summary>Whether it subscribes to an event of this name.</summary>
    bool Wants(string name);

    /// <summary>The position up to which the service has handled a publisher's log; 0 before the first event.</summary>
    Task<long> GetPositionAsync(string publisher, CancellationToken cancellationToken);

    /// <summary>Whether the service has not handled an event among these.</summary>
    Task<bool> IsAnyMissingAsync(IReadOnlyCollection<Guid> eventIds, CancellationToken cancellationToken);

    /// <summary>Handles events. When it returns, their effect or their next attempt is committed: the transport need not deliver them again.</summary>
    /// <param name="events">Events that the service wants, in order; none when only the position is to be saved.</param>
    /// <param name="position">The position that this reaches in a publisher's log, saved with the effect; null where the transport keeps it.</param>
    /// <param name="cancellationToken">Cancels it; nothing is saved of what is not committed.</param>
    Task HandleAsync(IReadOnlyList<Envelope> events, LogPosition? position, CancellationToken cancellationToken);

    /// <summary>Adds an event that the transport cannot deliver to the dead letters, unless it was handled before.</summary>
    /// <param name="envelope">The event.</param>
    /// <param name="error">Why it cannot be delivered.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task AddDeadLetterAsync(Envelope envelope, string error, CancellationToken cancellationToken);
}

/// <summary>A position in a publisher's log.</summary>
/// <param name="Publisher">The service that writes the log.</param>
/// <param name="Position">The position of the last event.</param>
public sealed record LogPosition(string Publisher, long Position);
