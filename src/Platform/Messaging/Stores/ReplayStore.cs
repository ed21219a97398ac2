using Cartwright.Platform.Data;
using Npgsql;
using NpgsqlTypes;

namespace Cartwright.Platform.Messaging;

/// <summary>The replays of a service and their progress: table <c>replays</c>.</summary>
internal sealed class ReplayStore(Database database)
{
    const string Columns = "id, publisher, names, since, position, until, handled, requested_at, finished_at";

    /// <summary>Adds a replay.</summary>
    public async Task<ReplayResponse> AddAsync(Guid id, string publisher, string[] names, DateTimeOffset? since, CancellationToken cancellationToken) =>
        (await database.QuerySingleOrDefaultAsync<ReplayResponse>(
            $"insert into replays (id, publisher, names, since) values (@id, @publisher, @names, @since) returning {Columns}",
            new { id, publisher, names, since },
            cancellationToken))!;

    /// <summary>The newest 100 replays.</summary>
    public Task<IReadOnlyList<ReplayResponse>> ListAsync(CancellationToken cancellationToken) =>
        database.QueryAsync<ReplayResponse>($"select {Columns} from replays order by requested_at desc limit 100", null, cancellationToken);

    /// <summary>A replay; null when there is none of this id.</summary>
    public Task<ReplayResponse?> GetAsync(Guid id, CancellationToken cancellationToken) =>
        database.QuerySingleOrDefaultAsync<ReplayResponse>($"select {Columns} from replays where id = @id", new { id }, cancellationToken);

    /// <summary>Whether any replay runs.</summary>
    public static Task<bool> AnyAsync(Database database, CancellationToken cancellationToken) =>
        database.QuerySingleOrDefaultAsync<bool>("select exists (select from replays where finished_at is null)", null, cancellationToken);

    /// <summary>The oldest replay that runs, locked until the transaction ends; null when there is none or another instance has locked it.</summary>
    // Not a lock of the row: the inbox updates the row in a transaction of its own.
    public static Task<ReplayResponse?> LockOldestAsync(UnitOfWork work, CancellationToken cancellationToken) => work.QuerySingleOrDefaultAsync<ReplayResponse>(
        $"""
        select {Columns} from (select * from replays where finished_at is null order by requested_at limit 1) as oldest
        where pg_try_advisory_xact_lock(hashtext('cartwright replay'), hashtext(id::text))
        """,
        null,
        cancellationToken);

    /// <summary>A command that saves that a page was handled.</summary>
    /// <param name="replay">The replay before the page.</param>
    /// <param name="page">The page.</param>
    /// <param name="handled">How many events of it were handled.</param>
    /// <param name="finishedAt">When the replay ended; null unless the page is the last one.</param>
    // An instance can lose its lock with its connection. Then another one may have moved the position, and this command changes nothing.
    public static NpgsqlBatchCommand SaveProgress(ReplayResponse replay, LogPage<Envelope> page, int handled, DateTimeOffset? finishedAt) => new(
        """
        update replays set position = $2, until = $3, handled = handled + $4, finished_at = $5
        where id = $1 and position = $6 and finished_at is null
        """)
    {
        Parameters =
        {
            new() { Value = replay.Id },
            new() { Value = page.Position },
            new() { Value = page.End },
            new() { Value = handled },
            new() { Value = (object?)finishedAt?.UtcDateTime ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            new() { Value = replay.Position },
        },
    };
}
