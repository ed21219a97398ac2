using Npgsql;
using NpgsqlTypes;

namespace Cartwright.Platform.Messaging;

/// <summary>Reads the log of a service as its history.</summary>
public static class EventHistory
{
    /// <summary>The most events of a page.</summary>
    public const int PageMax = 1000;

    const string Where = "where position > $1 and position <= $2 and name = any($3) and ($4::timestamptz is null or time >= $4) order by position limit $5";

    /// <summary>Reads events of a log.</summary>
    /// <param name="source">The database of the service.</param>
    /// <param name="query">Which events.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static Task<LogPage<Envelope>> ReadAsync(NpgsqlDataSource source, LogQuery query, CancellationToken cancellationToken) =>
        PageAsync(source, $"select {EventTable.Columns} from events {Where}", query, EventTable.Read, e => e.Position, cancellationToken);

    /// <summary>Reads positions and ids of the events of a log.</summary>
    internal static Task<LogPage<EventPosition>> ReadIdsAsync(NpgsqlDataSource source, LogQuery query, CancellationToken cancellationToken) =>
        PageAsync(
            source, $"select position, id from events {Where}", query, r => new EventPosition(r.GetInt64(0), r.GetGuid(1)), e => e.Position, cancellationToken);

    /// <summary>The events of one aggregate, in order, at most a page.</summary>
    /// <param name="source">The database of the service.</param>
    /// <param name="aggregateId">The id of the aggregate.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task<IReadOnlyList<Envelope>> ListByAggregateAsync(NpgsqlDataSource source, Guid aggregateId, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"select {EventTable.Columns} from events where aggregate_id = $1 order by position limit {PageMax}", connection)
        {
            Parameters = { new() { Value = aggregateId } },
        };
        return await EventTable.ListAsync(command, cancellationToken);
    }

    /// <summary>The events of some aggregates, in order, at most a page of each of them.</summary>
    /// <param name="source">The database of the service.</param>
    /// <param name="aggregateIds">The ids of the aggregates.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task<IReadOnlyList<Envelope>> ListByAggregatesAsync(
        NpgsqlDataSource source, IReadOnlyCollection<Guid> aggregateIds, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"""
            select {EventTable.Columns} from unnest($1) as a (aggregate)
            cross join lateral (select {EventTable.Columns} from events where aggregate_id = a.aggregate order by position limit {PageMax}) as e
            order by position
            """,
            connection)
        {
            Parameters = { new() { Value = aggregateIds.ToArray() } },
        };
        return await EventTable.ListAsync(command, cancellationToken);
    }

    // Reads one event more than the page has: if there is none, the page is the last one.
    static async Task<LogPage<T>> PageAsync<T>(
        NpgsqlDataSource source, string sql, LogQuery query, Func<NpgsqlDataReader, T> read, Func<T, long> position,
        CancellationToken cancellationToken)
    {
        var until = query.UpTo ?? await LogTailer.EndAsync(source, cancellationToken);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection)
        {
            Parameters =
            {
                new() { Value = query.After },
                new() { Value = until },
                new() { Value = query.Names.ToArray() },
                new() { Value = (object?)query.Since?.UtcDateTime ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new() { Value = query.Limit + 1 },
            },
        };
        var items = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (items.Count < query.Limit && await reader.ReadAsync(cancellationToken))
        {
            items.Add(read(reader));
        }

        var hasMore = items.Count == query.Limit && await reader.ReadAsync(cancellationToken);
        return new(items, hasMore ? position(items[^1]) : Math.Max(query.After, until), until);
    }
}
