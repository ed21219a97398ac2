using System.Diagnostics;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Observability;
using Npgsql;
using NpgsqlTypes;

namespace Cartwright.Platform.Messaging;

/// <summary>
/// Handles what is delivered to a service: the reactions' effects, the events that follow from them, the ids of what was handled and
/// the position in the publisher's log are one transaction. What fails is set aside and tried again later; the rest goes on.
/// </summary>
internal sealed partial class Inbox(
    ServiceName service, Database database, NpgsqlDataSource source, Subscriptions subscriptions, Retries retries, MessagingMeter meter,
    IServiceProvider services, ILogger<Inbox> logger) : IEventSubscriber
{
    /// <inheritdoc/>
    public string Name => service.Value;

    /// <inheritdoc/>
    public IReadOnlyCollection<EventType> Events { get; } = [.. subscriptions.Types];

    /// <inheritdoc/>
    public NpgsqlDataSource Source => source;

    /// <inheritdoc/>
    public bool Wants(string name) => subscriptions.Wants(name);

    /// <inheritdoc/>
    public Task<long> PositionAsync(string publisher, CancellationToken cancellationToken) =>
        database.QuerySingleOrDefaultAsync<long>("select position from cursors where publisher = @publisher", new { publisher }, cancellationToken);

    /// <inheritdoc/>
    public Task HandleAsync(IReadOnlyList<Envelope> events, LogPosition? position, CancellationToken cancellationToken) =>
        HandleAsync(events, Keep(position), again: false, cancellationToken);

    /// <summary>Handles events, as <see cref="IEventSubscriber.HandleAsync"/> does.</summary>
    /// <param name="events">Wanted events, in order.</param>
    /// <param name="progress">What to write in the transaction of the last one's effect.</param>
    /// <param name="again">Whether to handle them also when that was done before.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task HandleAsync(IReadOnlyList<Envelope> events, Func<NpgsqlBatchCommand>? progress, bool again, CancellationToken cancellationToken)
    {
        try
        {
            await HandleTogetherAsync(events, progress, again, cancellationToken);
        }
        catch (Exception error) when (!IsPassing(error, cancellationToken))
        {
            // One of them is at fault: singly, it alone is set aside.
            foreach (var envelope in events)
            {
                await HandleSinglyAsync(envelope, envelope == events[^1] ? progress : null, again, cancellationToken);
            }
        }
    }

    async Task HandleTogetherAsync(IReadOnlyList<Envelope> events, Func<NpgsqlBatchCommand>? progress, bool again, CancellationToken cancellationToken)
    {
        using var spans = EventSpans.Start(events, service.Value);
        try
        {
            await ApplyAsync(spans.Events, progress, again, cancellationToken);
        }
        catch (Exception error)
        {
            spans.Fail(error);
            throw;
        }
    }

    async Task ApplyAsync(IReadOnlyList<Envelope> events, Func<NpgsqlBatchCommand>? progress, bool again, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await using var work = await database.BeginAsync(cancellationToken);
        var (fresh, blocked) = await MarkAsync(work.Connection, events, again, cancellationToken);
        // A transport may deliver an event twice in one batch.
        var wanted = events.Where(e => fresh.Contains(e.Id)).DistinctBy(e => e.Id).ToList();

        // An event of which an earlier one of the same aggregate still waits queues up behind it.
        var parked = wanted.Where(e => blocked.Contains(e.AggregateId)).ToList();
        if (parked.Count > 0)
        {
            await retries.AddAsync(work, parked, "An earlier event of the same aggregate waits.", cancellationToken);
        }

        var handled = wanted.Where(e => !blocked.Contains(e.AggregateId)).ToList();
        await ReactAsync(handled, work, cancellationToken);
        if (progress is not null)
        {
            work.BeforeCommit(progress());
        }

        await work.CommitAsync(cancellationToken);
        meter.Handled(events.Count, wanted.Count, handled, start, again);
        if (parked.Count > 0)
        {
            retries.Wake();
        }
    }

    async Task HandleSinglyAsync(Envelope envelope, Func<NpgsqlBatchCommand>? progress, bool again, CancellationToken cancellationToken)
    {
        using var spans = EventSpans.Start([envelope], service.Value);
        try
        {
            await ApplyAsync(spans.Events, progress, again, cancellationToken);
        }
        catch (Exception error) when (!IsPassing(error, cancellationToken))
        {
            spans.Fail(error);
            meter.Failed(envelope);
            LogSetAside(error, envelope.Name, envelope.Id);
            await using var work = await database.BeginAsync(cancellationToken);
            var (fresh, _) = await MarkAsync(work.Connection, [envelope], again, cancellationToken);
            if (fresh.Count > 0)
            {
                await retries.AddAsync(work, [envelope], error.Message, cancellationToken);
            }

            if (progress is not null)
            {
                work.BeforeCommit(progress());
            }

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
        NpgsqlConnection connection, IReadOnlyList<Envelope> events, bool again, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
        {
            return ([], []);
        }

        if (again)
        {
            await using var forget = new NpgsqlCommand("delete from inbox where event_id = any($1)", connection)
            {
                Parameters = { new() { Value = events.Select(e => e.Id).ToArray() } },
            };
            await forget.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("insert into inbox (event_id) select unnest($1) on conflict do nothing returning event_id")
                {
                    // In an order that everybody keeps, so that two who handle the same events wait for each other and do not block each other.
                    Parameters = { new() { Value = events.Select(e => e.Id).Order().ToArray() } },
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

    static Func<NpgsqlBatchCommand>? Keep(LogPosition? position) => position is null ? null : () => new(
        """
        insert into cursors (publisher, position) values ($1, $2)
        on conflict (publisher) do update set position = greatest(cursors.position, excluded.position)
        """)
    {
        Parameters = { new() { Value = position.Publisher }, new() { Value = position.Position } },
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Event} {Id} is set aside to be tried again")]
    partial void LogSetAside(Exception error, string @event, Guid id);
}
