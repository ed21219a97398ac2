using Cartwright.Contracts;
using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>Carries events from the logs of their publishers to the services that subscribed to them: at least once, in order per aggregate.</summary>
public interface IEventTransport
{
    /// <summary>Carries the events of a service's log until cancelled.</summary>
    /// <param name="publisher">The service that writes the log.</param>
    /// <param name="log">Tells of new events.</param>
    /// <param name="source">The database that holds the log.</param>
    /// <param name="cancellationToken">Ends it; what was not carried yet is carried after the next start.</param>
    Task PublishAsync(string publisher, EventLog log, NpgsqlDataSource source, CancellationToken cancellationToken);

    /// <summary>Delivers events to a subscriber until cancelled, each until the subscriber has taken it.</summary>
    /// <param name="subscriber">Who takes them: each event goes to one instance of it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task SubscribeAsync(IEventSubscriber subscriber, CancellationToken cancellationToken);

    /// <summary>Tells of events as they come, to every instance that listens, from now on and without any promise: for dropping copies that also expire.</summary>
    /// <param name="publisher">Whose events.</param>
    /// <param name="onEvent">Called for each; must be quick and must not throw.</param>
    /// <param name="onMissed">Called when events may have been missed; must be quick and must not throw.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task ListenAsync(string publisher, Action<Envelope> onEvent, Action onMissed, CancellationToken cancellationToken);

    /// <summary>A part of a publisher's log, as far as it has been handed on.</summary>
    /// <param name="publisher">Whose log.</param>
    /// <param name="query">Which events.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<LogPage<Envelope>> ReadAsync(string publisher, LogQuery query, CancellationToken cancellationToken);
}

/// <summary>A service's side of its subscriptions.</summary>
public interface IEventSubscriber
{
    /// <summary>The service.</summary>
    string Name { get; }

    /// <summary>What it subscribed to.</summary>
    IReadOnlyCollection<EventType> Events { get; }

    /// <summary>The service's own database, where a transport keeps what it must remember of this subscriber.</summary>
    NpgsqlDataSource Source { get; }

    /// <summary>Whether an event of this name is wanted.</summary>
    bool Wants(string name);

    /// <summary>How far this service has handled a publisher's log for certain; 0 before the first event.</summary>
    Task<long> PositionAsync(string publisher, CancellationToken cancellationToken);

    /// <summary>Handles events. When it returns they are handled for good, or kept by the service to try again: they need not be delivered any more.</summary>
    /// <param name="events">Wanted events, in order; none when only the position is to be kept.</param>
    /// <param name="position">How far a publisher's log has been read with this, kept with the effect; null where the transport keeps it.</param>
    /// <param name="cancellationToken">Gives up; nothing of what was under way is kept.</param>
    Task HandleAsync(IReadOnlyList<Envelope> events, LogPosition? position, CancellationToken cancellationToken);
}

/// <summary>How far a log has been handled.</summary>
/// <param name="Publisher">Whose log.</param>
/// <param name="Position">The place of the last event.</param>
public sealed record LogPosition(string Publisher, long Position);
