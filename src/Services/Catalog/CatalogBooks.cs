using Dapper;
using Npgsql;

namespace Cartwright.Catalog;

/// <summary>The records of the catalog service, for the audit.</summary>
public static class CatalogBooks
{
    // Longer than a lease (Feeds:Lease) and the longest pause before another attempt.
    const string FeedRunStuckAfter = "15 minutes";

    /// <summary>Reads the SKUs of all products, with the available units that the catalog shows.</summary>
    /// <param name="connection">A connection to the database of the catalog service.</param>
    public static async Task<IReadOnlyList<ShownStock>> ListStockAsync(NpgsqlConnection connection) => (await connection.QueryAsync<ShownStock>(
        "select v.sku, v.product_id, coalesce(s.available, 0) as available, v.is_bundle from variants v left join stock s on s.sku = v.sku")).AsList();

    /// <summary>Finds bundles whose price, weight or units are not what follows from their parts.</summary>
    /// <param name="connection">A connection to the database of the catalog service.</param>
    public static async Task<IReadOnlyList<BundleDiscrepancy>> FindBundleDiscrepanciesAsync(NpgsqlConnection connection) =>
    [
        .. (await connection.QueryAsync<StoredBundle>(
            $"""
            select v.sku, p.currency, v.price, v.discount_percent, parts.sum, v.weight_grams, parts.weight, coalesce(s.available, 0) as available, u.units
            from variants v
                join products p on p.id = v.product_id
                join ({BundleStock.Units("")}) u on u.variant_id = v.id
                cross join lateral (
                    select sum(part.price * b.quantity) as sum, sum(part.weight_grams * b.quantity)::int as weight
                    from bundle_parts b join variants part on part.sku = b.sku where b.variant_id = v.id
                ) parts
                left join stock s on s.sku = v.sku
            where v.is_bundle
            """)).Select(bundle => bundle.Discrepancy).OfType<BundleDiscrepancy>(),
    ];

    /// <summary>
    /// Finds the search indexes of running instances that are not what the catalog is. An index is compared when it has applied all events and is not being built: then it
    /// has the same products in the same versions.
    /// </summary>
    /// <param name="connection">A connection to the database of the catalog service.</param>
    public static async Task<IReadOnlyList<IndexDiscrepancy>> FindIndexDiscrepanciesAsync(NpgsqlConnection connection) => (await connection.QueryAsync<IndexDiscrepancy>(
        $"""
        select i.instance, i.products as indexed, c.products as stored
        from search_indexes i cross join ({IndexDigest.OfCatalog}) c
        where i.seen_at > now() - interval '{IndexReports.Lifetime}' and not i.building and i.position = (select coalesce(max(position), 0) from events)
            and (i.products, i.digest) <> (c.products, c.digest)
        """)).AsList();

    /// <summary>
    /// Finds the search indexes of running instances that have stopped to follow the catalog: each has been at the same event for two minutes, and an event that is as old
    /// waits behind it. An index that takes in a long backlog moves, and is none of them.
    /// </summary>
    /// <param name="connection">A connection to the database of the catalog service.</param>
    public static async Task<IReadOnlyList<StuckIndex>> ListStuckIndexesAsync(NpgsqlConnection connection) => (await connection.QueryAsync<StuckIndex>(
        $"""
        select i.instance, i.position, (select max(position) from events) - i.position as behind
        from search_indexes i
        where i.seen_at > now() - interval '{IndexReports.Lifetime}' and i.moved_at < now() - interval '{IndexReports.StuckAfter}'
            and exists (select from events e where e.position > i.position and e.time < now() - interval '{IndexReports.StuckAfter}')
        """)).AsList();

    /// <summary>
    /// Finds runs of feeds that say what is not so. A completed run has read all rows of its file and written all of its parts, and has no more results than rows. A run
    /// under way counts its open parts rightly, and an instance takes a part, or a step of the end, when it is due.
    /// </summary>
    /// <param name="connection">A connection to the database of the catalog service.</param>
    public static async Task<IReadOnlyList<FeedRunDiscrepancy>> FindFeedRunDiscrepanciesAsync(NpgsqlConnection connection) =>
        (await connection.QueryAsync<FeedRunDiscrepancy>(
            $"""
            select r.id as run, d.problem
            from feed_runs r
                cross join lateral (
                    select count(*) filter (where c.state = 'open') as open, count(*) filter (where c.state <> 'done') as not_done,
                           min(c.due_at) filter (where c.state = 'open') as due_at
                    from feed_chunks c where c.run_id = r.id
                ) parts
                cross join lateral (
                    select case
                        when r.status = 'completed' and r.rows_read <> r.rows then 'it is completed, and has read ' || r.rows_read || ' of ' || r.rows || ' rows'
                        when r.status = 'completed' and parts.not_done > 0 then 'it is completed, and has not written ' || parts.not_done || ' parts of its file'
                        when r.status = 'completed' and r.created + r.updated + r.unchanged + r.failed > r.rows then 'it has more results than rows'
                        when r.status in ('running', 'finishing', 'waiting', 'completed') and parts.open <> r.open_chunks
                            then 'it counts ' || r.open_chunks || ' open parts and has ' || parts.open
                        when r.status = 'running' and r.open_chunks > 0 and parts.due_at < now() - interval '{FeedRunStuckAfter}' then 'nobody writes its next part'
                        when r.status = 'running' and r.open_chunks = 0 or r.status = 'finishing' and r.progress_at < now() - interval '{FeedRunStuckAfter}'
                            then 'its rows are worked through, and nobody ends it'
                    end as problem
                ) d
            where d.problem is not null
            """)).AsList();
}
