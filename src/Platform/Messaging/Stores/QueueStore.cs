using Cartwright.Platform.Data;
using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>
/// What a service's queues at the broker are bound to: table <c>queues</c>. A row exists when the queues do and the events from before are handled.
/// The store holds a lock until it is disposed, so that one instance at a time prepares the queues.
/// </summary>
public sealed class QueueStore : IAsyncDisposable
{
    const string LockName = "cartwright queues";

    readonly AdvisoryLock _lock;

    QueueStore(AdvisoryLock queues) => _lock = queues;

    /// <summary>Waits until no other instance has the store open.</summary>
    public static async Task<QueueStore> OpenAsync(NpgsqlDataSource source, CancellationToken cancellationToken) =>
        new(await AdvisoryLock.AcquireAsync(source, LockName, cancellationToken));

    /// <summary>The names of the events that the queues are bound to; null when there are no queues.</summary>
    public async Task<string[]?> GetBoundEventsAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select events from queues", _lock.Connection);
        return (string[]?)await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>Saves that the queues of a service exist and are bound to events.</summary>
    public async Task SaveAsync(string service, string[] events, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "insert into queues (service, events) values ($1, $2) on conflict (service) do update set events = excluded.events", _lock.Connection)
        {
            Parameters = { new() { Value = service }, new() { Value = events } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Saves that there are no queues.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("delete from queues", _lock.Connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _lock.DisposeAsync();
}
