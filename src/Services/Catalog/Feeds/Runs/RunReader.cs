using Cartwright.Platform.Data;
using Cartwright.Platform.Http;

namespace Cartwright.Catalog.Feeds;

/// <summary>Reads runs.</summary>
internal sealed class RunReader(Database database)
{
    const string Select =
        """
        select r.id, f.code as feed, r.status, r.dry_run, r.rows, r.rows_read,
               case when r.status in ('finishing', 'waiting', 'completed') then 1 when r.rows = 0 then 0 else r.rows_read::float8 / r.rows end as progress,
               r.created, r.updated, r.unchanged, r.failed, r.problems, r.differences, r.missing, r.deactivated, r.reason, r.bytes, r.sha256, r.requested_by,
               r.created_at, r.started_at, r.finished_at
        from feed_runs r join feeds f on f.id = r.feed_id
        """;

    /// <summary>One run of a feed; null if there is none.</summary>
    public Task<FeedRunResponse?> FindAsync(string feed, Guid id, CancellationToken cancellationToken) =>
        database.QuerySingleOrDefaultAsync<FeedRunResponse>($"{Select} where f.code = @feed and r.id = @id", new { feed, id }, cancellationToken);

    /// <summary>The run that a key of the client has begun; null if there is none.</summary>
    public Task<FeedRunResponse?> FindByKeyAsync(Guid feedId, string key, CancellationToken cancellationToken) =>
        database.QuerySingleOrDefaultAsync<FeedRunResponse>($"{Select} where r.feed_id = @feedId and r.idempotency_key = @key", new { feedId, key }, cancellationToken);

    /// <summary>The run of a feed that is under way; null if there is none.</summary>
    public Task<FeedRunResponse?> FindActiveAsync(Guid feedId, CancellationToken cancellationToken) =>
        database.QuerySingleOrDefaultAsync<FeedRunResponse>(
            $"{Select} where r.feed_id = @feedId and r.status in ('running', 'finishing', 'waiting')", new { feedId }, cancellationToken);

    /// <summary>Runs of a feed, the latest first: their ids rise with time.</summary>
    public Task<IReadOnlyList<FeedRunResponse>> ListAsync(string feed, Page<Guid> page, CancellationToken cancellationToken) =>
        database.QueryAsync<FeedRunResponse>(
            $"{Select} where f.code = @feed and (@After::uuid is null or r.id < @After) order by r.id desc limit @Take",
            new { feed, page.After, page.Take },
            cancellationToken);
}
