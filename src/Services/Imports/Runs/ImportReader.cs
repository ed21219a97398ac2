using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.Extensions.Options;

namespace Cartwright.Imports;

/// <summary>Reads imports and how far they are, from their chunks.</summary>
internal sealed class ImportReader(Database database, IOptions<ImportsOptions> options)
{
    const string Select =
        """
        select i.id, m.name as marketplace, i.scope, i.status, i.reason, i.start_index, i.end_index, i.requested_by, i.created_at, i.started_at, i.finished_at,
               i.chunks, i.status in ('planning', 'running') and i.progress_at < now() - @StuckAfter as stuck,
               extract(epoch from coalesce(i.finished_at, now()) - i.started_at)::float8 as seconds,
               c.*, e.reasons, e.reason_chunks
        from imports i
        join marketplaces m on m.id = i.marketplace
        cross join lateral (
            select count(*) filter (where state = 'done')::int as done, count(*) filter (where state = 'running')::int as in_flight,
                   count(*) filter (where state = 'ready')::int as waiting, count(*) filter (where state = 'parked')::int as parked,
                   count(*) filter (where state = 'failed')::int as failed, count(*) filter (where state = 'stopped')::int as stopped,
                   coalesce(sum(saved), 0)::bigint as saved, coalesce(sum(known), 0)::bigint as known, coalesce(sum(repeated), 0)::bigint as repeated,
                   coalesce(sum(rejected), 0)::bigint as rejected, coalesce(sum(differing), 0)::bigint as differing,
                   coalesce(sum(missing) filter (where state = 'done'), 0)::bigint as missing,
                   coalesce(sum(end_index - start_index + 1) filter (where state = 'done'), 0)::bigint as covered,
                   coalesce(sum(end_index - start_index + 1) filter (where finished_at > now() - interval '10 seconds'), 0)::bigint as covered_lately
            from import_chunks where import_id = i.id) c
        cross join lateral (
            select array_agg(reason order by chunks desc) as reasons, array_agg(chunks order by chunks desc) as reason_chunks
            from (select reason, count(*)::int as chunks from import_chunks
                  where import_id = i.id and state in ('parked', 'failed') and reason is not null group by reason order by chunks desc limit 5) r) e
        """;

    // Dapper cannot hand arrays to a constructor.
    sealed record Row
    {
        public Guid Id { get; init; }
        public required string Marketplace { get; init; }
        public required string Scope { get; init; }
        public required string Status { get; init; }
        public string? Reason { get; init; }
        public long? StartIndex { get; init; }
        public long? EndIndex { get; init; }
        public Guid? RequestedBy { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? StartedAt { get; init; }
        public DateTimeOffset? FinishedAt { get; init; }
        public int Chunks { get; init; }
        public bool Stuck { get; init; }
        public double? Seconds { get; init; }
        public int Done { get; init; }
        public int InFlight { get; init; }
        public int Waiting { get; init; }
        public int Parked { get; init; }
        public int Failed { get; init; }
        public int Stopped { get; init; }
        public long Saved { get; init; }
        public long Known { get; init; }
        public long Repeated { get; init; }
        public long Rejected { get; init; }
        public long Differing { get; init; }
        public long Missing { get; init; }
        public long Covered { get; init; }
        public long CoveredLately { get; init; }
        public string[]? Reasons { get; init; }
        public int[]? ReasonChunks { get; init; }
    }

    /// <summary>One import; null when there is none.</summary>
    public async Task<ImportView?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await database.QuerySingleOrDefaultAsync<Row>($"{Select} where i.id = @id", new { id, options.Value.StuckAfter }, cancellationToken) is { } row ? ToView(row) : null;

    /// <summary>Imports, the latest first.</summary>
    /// <param name="marketplace">Of this marketplace only, when not null.</param>
    /// <param name="page">The page.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>At most <see cref="Page{TKey}.Take"/> imports.</returns>
    public async Task<IReadOnlyList<ImportView>> ListAsync(string? marketplace, Page<Guid> page, CancellationToken cancellationToken) =>
        [.. (await database.QueryAsync<Row>(
            // Ids increase with time.
            $"""
            {Select}
            where (@marketplace::text is null or m.name = @marketplace) and (@After::uuid is null or i.id < @After)
            order by i.id desc limit @Take
            """,
            new { marketplace, page.After, page.Take, options.Value.StuckAfter },
            cancellationToken)).Select(ToView)];

    static ImportView ToView(Row row)
    {
        var total = row is { StartIndex: { } first, EndIndex: { } last } ? last - first + 1 : 0;
        var lately = Math.Clamp(row.Seconds ?? 0, 1, 10);
        var rate = row.FinishedAt is null ? row.CoveredLately / lately : row.Covered / Math.Max(0.001, row.Seconds ?? 0);
        return new(
            row.Id, row.Marketplace, row.Scope, row.Status, row.Reason, row.StartIndex, row.EndIndex,
            new(total, row.Saved, row.Known, row.Repeated, row.Rejected, row.Differing, row.Missing),
            new(row.Chunks, row.Done, row.InFlight, row.Waiting, row.Parked, row.Failed, row.Stopped),
            Math.Round(rate, 1),
            row.Status == "running" && rate > 0 ? Math.Round((total - row.Covered) / rate, 1) : null,
            row.Stuck,
            [.. (row.Reasons ?? []).Zip(row.ReasonChunks ?? [], (reason, chunks) => new ImportError(reason, chunks))],
            row.RequestedBy, row.CreatedAt, row.StartedAt, row.FinishedAt);
    }
}
