using System.Text.Json;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>The events that a service gave up: table <c>dead_letters</c>.</summary>
internal sealed class DeadLetterStore(Database database)
{
    const string Columns = "event_id, publisher, name, aggregate_id, time, attempts, error, died_at";

    static readonly string InsertNew =
        $"""
        with added as (insert into inbox (event_id) values ($1) on conflict do nothing returning event_id)
        insert into dead_letters ({EnvelopeColumns.WithPublisher}, attempts, error)
        select id, $2, {EnvelopeColumns.FromRows}, 0, $3 from {EnvelopeColumns.Rows(4)} join added on added.event_id = e.id
        """;

    sealed record Row(
        Guid EventId, string Publisher, string Name, Guid AggregateId, DateTimeOffset Time, int Attempts, string Error, DateTimeOffset DiedAt,
        string? ErrorDetail, string? TraceParent, string Data);

    /// <summary>A page of dead letters, oldest first.</summary>
    /// <param name="name">Those of this event; null for all.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public Task<IReadOnlyList<DeadLetter>> ListAsync(
        string? name, Page<(DateTimeOffset DiedAt, Guid EventId)> page, CancellationToken cancellationToken) => database.QueryAsync<DeadLetter>(
        $"""
        select {Columns} from dead_letters
        where (@name::text is null or name = @name)
          and (@afterTime::timestamptz is null or (died_at, event_id) > (@afterTime, @afterId))
        order by died_at, event_id limit @Take
        """,
        new { name, afterTime = page.After?.DiedAt.UtcDateTime, afterId = page.After?.EventId, page.Take },
        cancellationToken);

    /// <summary>A dead letter; null when there is none of this event.</summary>
    public async Task<DeadLetterResponse?> GetAsync(Guid eventId, CancellationToken cancellationToken)
    {
        var row = await database.QuerySingleOrDefaultAsync<Row>(
            $"select {Columns}, error_detail, trace_parent, data::text as data from dead_letters where event_id = @eventId", new { eventId }, cancellationToken);
        return row is null
            ? null
            : new(
                row.EventId, row.Publisher, row.Name, row.AggregateId, row.Time, row.Attempts, row.Error, row.DiedAt, row.ErrorDetail, row.TraceParent,
                JsonElement.Parse(row.Data));
    }

    /// <summary>Adds an event unless it was handled before. It counts as handled then.</summary>
    public async Task AddAsync(string publisher, Envelope envelope, string error, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(InsertNew, connection)
        {
            Parameters = { new() { Value = envelope.Id }, new() { Value = publisher }, new() { Value = error } },
        };
        command.Parameters.AddRange(EnvelopeColumns.Arrays([envelope]).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Moves a dead letter, or all of an event's name, to the retries.</summary>
    /// <returns>How many were moved.</returns>
    // Ids of events rise with time, so the events of an aggregate are attempted in the order in which they happened.
    public Task<int> MoveToRetriesAsync(Guid? eventId, string? name, CancellationToken cancellationToken) => database.QuerySingleOrDefaultAsync<int>(
        $"""
        with letters as (
            delete from dead_letters where event_id = @eventId or name = @name returning *
        ), waiting as (
            insert into retries ({EnvelopeColumns.WithPublisher}, next_at, error)
            select {EnvelopeColumns.WithPublisher}, now(), 'To be tried again.'
            from letters order by event_id
            on conflict (event_id) do nothing
        )
        select count(*)::int from letters
        """,
        new { eventId, name },
        cancellationToken);

    /// <summary>Deletes the dead letters of before a time.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.ExecuteAsync("delete from dead_letters where died_at < @before", new { before }, cancellationToken);

    /// <summary>Discards a dead letter.</summary>
    /// <returns>Whether there was one of this event.</returns>
    public async Task<bool> RemoveAsync(Guid eventId, CancellationToken cancellationToken) =>
        await database.ExecuteAsync("delete from dead_letters where event_id = @eventId", new { eventId }, cancellationToken) > 0;
}
