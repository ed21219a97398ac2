using Dapper;
using Npgsql;

namespace Cartwright.Catalog;

/// <summary>The records of the catalog service, for the audit.</summary>
public static class CatalogBooks
{
    /// <summary>Reads the SKUs of all products, with the available units that the catalog shows.</summary>
    /// <param name="connection">A connection to the database of the catalog service.</param>
    public static async Task<IReadOnlyList<ShownStock>> ListStockAsync(NpgsqlConnection connection) => (await connection.QueryAsync<ShownStock>(
        "select v.sku, v.product_id, coalesce(s.available, 0) as available from variants v left join stock s on s.sku = v.sku")).AsList();

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
}
