using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Npgsql;
using NpgsqlTypes;

namespace Cartwright.Platform.Messaging;

/// <summary>
/// Handles what is delivered to a service: the reactions' effects, the events that follow from them, the ids of what was handled and
/// the position in the publisher's log are one transaction. What fails is set aside and tried again later; the rest goes on.
/// </summary>
internal sealed partial class Inbox(
    Database database, Subscriptions subscriptions, Retries retries, IServiceProvider services, ILogger<Inbox> logger) : IEventSubscriber
{
    /// <inheritdoc/>
    public bool Wants(string name) => subscriptions.Wants(name);

    /// <inheritdoc/>
    public Task<long> PositionAsync(string publisher, CancellationToken cancellationToken) =>
        database.QuerySingleOrDefaultAsync<long>("select position from cursors where publisher = @publisher", new { publisher }, cancellationToken);

    /// <inheritdoc/>
    public async Task HandleAsync(string publisher, IReadOnlyList<Envelope> events, long? position, CancellationToken cancellationToken)
    {
        try
        {
            await HandleTogetherAsync(publisher, events, position, cancellationToken);
        }
        catch (Exception error) when (!IsPassing(error, cancellationToken))
        {
            // One of them is at fault: singly, it alone is set aside.
            foreach (var envelope in events)
            {
                await HandleSinglyAsync(publisher, envelope, envelope == events[^1] ? position : null, cancellationToken);
            }
        }
    }

    async Task HandleTogetherAsync(string publisher, IReadOnlyList<Envelope> events, long? position, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        var (fresh, blocked) = await MarkAsync(work.Connection, events, cancellationToken);
        // A transport may deliver an event twice in one batch.
        var wanted = events.Where(e => fresh.Contains(e.Id)).DistinctBy(e => e.Id).ToList();

        // An event of which an earlier one of the same aggregate still waits queues up behind it.
        var parked = wanted.Where(e => blocked.Contains(e.AggregateId)).ToList();
        if (parked.Count > 0)
        {
            await retries.AddAsync(work, publisher, parked, "An earlier event of the same aggregate waits.", cancellationToken);
        }

        await ReactAsync(wanted.Where(e => !blocked.Contains(e.AggregateId)).ToList(), work, cancellationToken);
        KeepPosition(work, publisher, position);
        await work.CommitAsync(cancellationToken);
        if (parked.Count > 0)
        {
            retries.Wake();
        }
    }

    async Task HandleSinglyAsync(string publisher, Envelope envelope, long? position, CancellationToken cancellationToken)
    {
        try
        {
            await HandleTogetherAsync(publisher, [envelope], position, cancellationToken);
        }
        catch (Exception error) when (!IsPassing(error, cancellationToken))
        {
            LogSetAside(error, envelope.Name, envelope.Id);
            await using var work = await database.BeginAsync(cancellationToken);
            var (fresh, _) = await MarkAsync(work.Connection, [envelope], cancellationToken);
            if (fresh.Count > 0)
            {
                await retries.AddAsync(work, publisher, [envelope], error.Message, cancellationToken);
            }

            KeepPosition(work, publisher, position);
            await work.CommitAsync(cancellationToken);
            retries.Wake();
        }
    }

    /// <summary>Applies events in a transaction and publishes what follows from them.</summary>
    internal async Task ReactAsync(IReadOnlyList<Envelope> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var causes = new Dictionary<Guid, Envelope>();
        foreach (var run in Subscriptions.Runs(events))
        {
            foreach (var envelope in run)
            {
                causes[envelope.AggregateId] = envelope;
            }

            foreach (var consequence in await subscriptions[run[0].Name].Handle(services, run, work, cancellationToken))
            {
                work.Publish(consequence, causes.GetValueOrDefault(consequence.AggregateId));
            }
        }
    }

    /// <summary>Whether an error says nothing about the event: the database is away, rows were contended for, or the service stops.</summary>
    internal static bool IsPassing(Exception error, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested || error is NpgsqlException { IsTransient: true };

    static async Task<(HashSet<Guid> Fresh, HashSet<Guid> BlockedAggregates)> MarkAsync(
        NpgsqlConnection connection, IReadOnlyList<Envelope> events, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("insert into inbox (event_id) select unnest($1) on conflict do nothing returning event_id")
                {
                    Parameters = { new() { Value = events.Select(e => e.Id).ToArray() } },
                },
                new("select distinct aggregate_id from retries where aggregate_id = any($1)")
                {
                    Parameters = { new() { Value = events.Select(e => e.AggregateId).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid } },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var fresh = await ReadIdsAsync(reader, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return (fresh, await ReadIdsAsync(reader, cancellationToken));
    }

    static async Task<HashSet<Guid>> ReadIdsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var ids = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    static void KeepPosition(UnitOfWork work, string publisher, long? position)
    {
        if (position is not null)
        {
            work.BeforeCommit(new(
                """
                insert into cursors (publisher, position) values ($1, $2)
                on conflict (publisher) do update set position = greatest(cursors.position, excluded.position)
                """)
            {
                Parameters = { new() { Value = publisher }, new() { Value = position.Value } },
            });
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Event} {Id} is set aside to be tried again")]
    partial void LogSetAside(Exception error, string @event, Guid id);
}
