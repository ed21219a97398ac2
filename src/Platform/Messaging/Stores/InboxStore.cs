using Cartwright.Platform.Data;
using Npgsql;
using NpgsqlTypes;

namespace Cartwright.Platform.Messaging;

/// <summary>The ids of the events that a service has handled, and its positions in the logs of publishers: tables <c>inbox</c> and <c>cursors</c>.</summary>
internal sealed class InboxStore(Database database)
{
    /// <summary>The position up to which a publisher's log is handled; 0 before the first event.</summary>
    public Task<long> GetPositionAsync(string publisher, CancellationToken cancellationToken) =>
        database.QuerySingleOrDefaultAsync<long>("select position from cursors where publisher = @publisher", new { publisher }, cancellationToken);

    /// <summary>Whether an event among these has not been handled.</summary>
    public Task<bool> IsAnyMissingAsync(Guid[] eventIds, CancellationToken cancellationToken) => database.QuerySingleOrDefaultAsync<bool>(
        "select exists (select from unnest(@eventIds) as e (id) where not exists (select from inbox where event_id = e.id))", new { eventIds }, cancellationToken);

    /// <summary>Deletes the ids of events that were handled before a time.</summary>
    public Task PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.ExecuteAsync("delete from inbox where handled_at < @before", new { before }, cancellationToken);

    /// <summary>Adds events to the inbox.</summary>
    /// <param name="work">The transaction of their effect.</param>
    /// <param name="events">The events.</param>
    /// <param name="isReplay">Whether to handle also those that were handled before.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The ids that are new, and the aggregates that have an event in the retries.</returns>
    public static async Task<(HashSet<Guid> NewIds, HashSet<Guid> BlockedAggregates)> AddAsync(
        UnitOfWork work, IReadOnlyList<Envelope> events, bool isReplay, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
        {
            return ([], []);
        }

        if (isReplay)
        {
            await using var remove = new NpgsqlCommand("delete from inbox where event_id = any($1)", work.Connection)
            {
                Parameters = { new() { Value = events.Select(e => e.Id).ToArray() } },
            };
            await remove.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var batch = new NpgsqlBatch(work.Connection)
        {
            BatchCommands =
            {
                new("insert into inbox (event_id) select unnest($1) on conflict do nothing returning event_id")
                {
                    // Sorted, so that two transactions with the same events wait for each other and do not deadlock.
                    Parameters = { new() { Value = events.Select(e => e.Id).Order().ToArray() } },
                },
                new("select distinct aggregate_id from retries where aggregate_id = any($1)")
                {
                    Parameters = { new() { Value = events.Select(e => e.AggregateId).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid } },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var newIds = await ReadIdsAsync(reader, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return (newIds, await ReadIdsAsync(reader, cancellationToken));
    }

    /// <summary>A command that saves the position up to which a publisher's log is handled.</summary>
    public static NpgsqlBatchCommand SavePosition(LogPosition position) => new(
        """
        insert into cursors (publisher, position) values ($1, $2)
        on conflict (publisher) do update set position = greatest(cursors.position, excluded.position)
        """)
    {
        Parameters = { new() { Value = position.Publisher }, new() { Value = position.Position } },
    };

    static async Task<HashSet<Guid>> ReadIdsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var ids = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }
}
