using Cartwright.Platform.Data;
using Npgsql;
using NpgsqlTypes;

namespace Cartwright.Platform.Messaging;

/// <summary>The events that wait for another attempt: table <c>retries</c>.</summary>
internal static class RetryStore
{
    static readonly string Insert =
        $"""
        insert into retries ({EnvelopeColumns.WithPublisher}, next_at, error)
        select id, publisher, {EnvelopeColumns.FromRows}, next_at, $1
        from {EnvelopeColumns.Rows(2, "publisher", "next_at")}
        order by n
        on conflict (event_id) do nothing
        """;

    /// <summary>Adds events.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="events">The events, each with its publisher and the time of its next attempt.</param>
    /// <param name="error">Why they wait.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task AddAsync(
        UnitOfWork work, IReadOnlyList<(Envelope Envelope, string Publisher, DateTimeOffset NextAt)> events, string error, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Insert, work.Connection) { Parameters = { new() { Value = error } } };
        command.Parameters.AddRange(EnvelopeColumns.Arrays([.. events.Select(e => e.Envelope)]).ToArray());
        command.Parameters.Add(new() { Value = events.Select(e => e.Publisher).ToArray() });
        command.Parameters.Add(new() { Value = events.Select(e => e.NextAt.UtcDateTime).ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>When the first of all events is due; null when none waits.</summary>
    public static Task<DateTimeOffset?> NextAtAsync(Database database, CancellationToken cancellationToken) =>
        database.QuerySingleOrDefaultAsync<DateTimeOffset?>("select next_at from retries order by next_at limit 1", null, cancellationToken);

    /// <summary>
    /// The next event that is due at a time, locked until the transaction ends; null when none is due. Only the oldest event of an aggregate can be due,
    /// so that its events stay in order.
    /// </summary>
    public static async Task<DueEvent?> GetDueAsync(UnitOfWork work, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select sequence, attempts, event_id, {EnvelopeColumns.All}
            from retries r
            where next_at <= $1
              and not exists (select from retries earlier where earlier.aggregate_id = r.aggregate_id and earlier.sequence < r.sequence)
            order by sequence
            limit 1
            for update skip locked
            """,
            work.Connection)
        {
            Parameters = { new() { Value = now.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(reader.GetInt64(0), reader.GetInt32(1), EnvelopeColumns.Read(reader, first: 2, position: 0))
            : null;
    }

    /// <summary>Removes an event in the transaction of its effect.</summary>
    public static Task RemoveAsync(UnitOfWork work, DueEvent due, CancellationToken cancellationToken) =>
        work.ExecuteAsync("delete from retries where sequence = @Sequence", new { due.Sequence }, cancellationToken);

    /// <summary>Saves another failure and the time of the next attempt.</summary>
    public static Task PostponeAsync(Database database, DueEvent due, int attempts, string error, DateTimeOffset nextAt, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            "update retries set attempts = @attempts, next_at = @nextAt, error = @error where sequence = @Sequence",
            new { due.Sequence, attempts, error, nextAt },
            cancellationToken);

    /// <summary>Moves an event to the dead letters, in one statement.</summary>
    public static Task MoveToDeadLettersAsync(Database database, DueEvent due, int attempts, Exception error, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            $"""
            with dead as (delete from retries where sequence = @Sequence returning *)
            insert into dead_letters ({EnvelopeColumns.WithPublisher}, attempts, error, error_detail)
            select {EnvelopeColumns.WithPublisher}, @attempts, @Message, @detail from dead
            on conflict (event_id) do update set attempts = excluded.attempts, error = excluded.error, error_detail = excluded.error_detail, died_at = now()
            """,
            new { due.Sequence, attempts, error.Message, detail = error.ToString() },
            cancellationToken);
}
