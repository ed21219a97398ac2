using Cartwright.Platform.Data;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Cartwright.Platform.Messaging;

/// <summary>Keeps events whose reaction failed until their next try, with exponential back-off and jitter, and gives up into dead letters.</summary>
internal sealed class Retries(IOptions<MessagingOptions> options, Subscriptions subscriptions, TimeProvider time)
{
    TaskCompletionSource _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the next <see cref="Wake"/>.</summary>
    public Task Woken => Volatile.Read(ref _wake).Task;

    /// <summary>Tells the worker that something waits.</summary>
    public void Wake() => Interlocked.Exchange(ref _wake, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>Sets events aside.</summary>
    public Task AddAsync(UnitOfWork work, IReadOnlyList<Envelope> events, string error, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            insert into retries (event_id, publisher, name, version, time, aggregate_id, idempotency_key, trace_parent, data, next_at, error)
            select id, publisher, name, version, time, aggregate_id, key, trace, data::jsonb, next_at, @error
            from unnest(@ids, @publishers, @names, @versions, @times, @aggregates, @keys::text[], @traces::text[], @data, @next)
                with ordinality as e (id, publisher, name, version, time, aggregate_id, key, trace, data, next_at, n)
            order by n
            on conflict (event_id) do nothing
            """,
            new
            {
                error,
                next = events.Select(e => (time.GetUtcNow() + options.Value.PolicyOf(e.Name).DelayFirst).UtcDateTime).ToArray(),
                ids = events.Select(e => e.Id).ToArray(),
                publishers = events.Select(e => subscriptions[e.Name].Type.Publisher).ToArray(),
                names = events.Select(e => e.Name).ToArray(),
                versions = events.Select(e => (short)e.Version).ToArray(),
                times = events.Select(e => e.Time.UtcDateTime).ToArray(),
                aggregates = events.Select(e => e.AggregateId).ToArray(),
                keys = events.Select(e => e.IdempotencyKey).ToArray(),
                traces = events.Select(e => e.TraceParent).ToArray(),
                data = events.Select(e => e.Data).ToArray(),
            },
            cancellationToken);

    /// <summary>
    /// Takes the next event that is due, locked until the transaction ends: the oldest of its aggregate only, so that its order is kept.
    /// Null when none is due.
    /// </summary>
    public async Task<DueEvent?> TakeAsync(UnitOfWork work, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select sequence, attempts, event_id, name, version, time, aggregate_id, idempotency_key, trace_parent, data
            from retries r
            where next_at <= $1
              and not exists (select from retries earlier where earlier.aggregate_id = r.aggregate_id and earlier.sequence < r.sequence)
            order by sequence
            limit 1
            for update skip locked
            """,
            work.Connection)
        {
            Parameters = { new() { Value = time.GetUtcNow().UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        return new DueEvent(
            reader.GetInt64(0),
            reader.GetInt32(1),
            new Envelope(
                0, reader.GetGuid(2), reader.GetString(3), reader.GetInt16(4), reader.GetFieldValue<DateTimeOffset>(5), reader.GetGuid(6),
                reader.IsDBNull(7) ? null : reader.GetString(7), reader.IsDBNull(8) ? null : reader.GetString(8), reader.GetString(9)));
    }

    /// <summary>Forgets an event that was handled, in the transaction of its effect.</summary>
    public static Task RemoveAsync(UnitOfWork work, DueEvent due, CancellationToken cancellationToken) =>
        work.ExecuteAsync("delete from retries where sequence = @Sequence", new { due.Sequence }, cancellationToken);

    /// <summary>Notes another failure: the event waits longer, or becomes a dead letter, which is one statement either way.</summary>
    public async Task<bool> FailAsync(Database database, DueEvent due, Exception error, CancellationToken cancellationToken)
    {
        var attempts = due.Attempts + 1;
        var policy = options.Value.PolicyOf(due.Envelope.Name);
        if (attempts >= policy.AttemptsMax)
        {
            await database.ExecuteAsync(
                """
                with dead as (delete from retries where sequence = @Sequence returning *)
                insert into dead_letters (
                    event_id, publisher, name, version, time, aggregate_id, idempotency_key, trace_parent, data, attempts, error, error_detail)
                select event_id, publisher, name, version, time, aggregate_id, idempotency_key, trace_parent, data, @attempts, @Message, @detail from dead
                on conflict (event_id) do update set attempts = excluded.attempts, error = excluded.error, error_detail = excluded.error_detail, died_at = now()
                """,
                new { due.Sequence, attempts, error.Message, detail = error.ToString() },
                cancellationToken);
            return true;
        }

        await database.ExecuteAsync(
            "update retries set attempts = @attempts, next_at = @nextAt, error = @Message where sequence = @Sequence",
            new { due.Sequence, attempts, error.Message, nextAt = time.GetUtcNow() + policy.Delay(attempts, Random.Shared.NextDouble()) },
            cancellationToken);
        return false;
    }
}

/// <summary>An event whose next try is due.</summary>
internal sealed record DueEvent(long Sequence, int Attempts, Envelope Envelope);
