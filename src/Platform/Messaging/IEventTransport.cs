using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>Carries events from the logs of their publishers to the services that subscribe to them: at least once, in order per aggregate.</summary>
public interface IEventTransport
{
    /// <summary>Relays the log of a service until cancelled.</summary>
    /// <param name="publisher">The service that writes the log.</param>
    /// <param name="log">The part of the log in memory.</param>
    /// <param name="source">The database that holds the log.</param>
    /// <param name="cancellationToken">Ends it; the next start relays the rest.</param>
    Task PublishAsync(string publisher, EventLog log, NpgsqlDataSource source, CancellationToken cancellationToken);

    /// <summary>Delivers events to a subscriber until cancelled; each event until the subscriber has handled it.</summary>
    /// <param name="subscriber">The subscriber. Each event goes to one instance of it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task SubscribeAsync(IEventSubscriber subscriber, CancellationToken cancellationToken);

    /// <summary>Passes new events to every instance that listens, without any guarantee: for dropping copies that expire anyway.</summary>
    /// <param name="publisher">The service that publishes them.</param>
    /// <param name="onEvent">Called for each event; must be quick and must not throw.</param>
    /// <param name="onMissed">Called when events may be missing; must be quick and must not throw.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task ListenAsync(string publisher, Action<Envelope> onEvent, Action onMissed, CancellationToken cancellationToken);

    /// <summary>Reads a part of a publisher's log.</summary>
    /// <param name="publisher">The service that writes the log.</param>
    /// <param name="query">Which events.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task<LogPage<Envelope>> ReadAsync(string publisher, LogQuery query, CancellationToken cancellationToken);
}
