using Dapper;
using Npgsql;

namespace Cartwright.Imports;

/// <summary>The records of the imports service, for the audit.</summary>
public static class ImportsBooks
{
    const string Invariants =
        """
        with chunks as (
            select import_id, marketplace, count(*) as chunks, count(*) filter (where state in ('ready', 'running', 'parked')) as open,
                   count(*) filter (where state = 'failed') as failed, sum(end_index - start_index + 1) as indexes, sum(saved) as saved,
                   min(start_index) as first, max(end_index) as last
            from import_chunks group by import_id, marketplace
        )
        select 'the chunks of an import are its range' as invariant, i.id::text as id,
               format('%s chunks of %s indexes, %s to %s', c.chunks, c.indexes, c.first, c.last) as detail
        from imports i left join chunks c on c.import_id = i.id
        where i.start_index is not null
          and (c.chunks is distinct from i.chunks or c.indexes <> i.end_index - i.start_index + 1 or c.first <> i.start_index or c.last <> i.end_index)
        union all
        select 'an import ends with its last chunk', i.id::text, format('%s, %s open chunks, counted %s', i.status, coalesce(c.open, 0), i.open_chunks)
        from imports i left join chunks c on c.import_id = i.id
        where i.open_chunks <> coalesce(c.open, 0) or (i.status = 'running') <> (coalesce(c.open, 0) > 0) or (i.status = 'completed' and c.failed > 0)
        union all
        select 'a chunk that is done has all its orders', format('%s/%s', c.import_id, c.number), format('%s of %s orders, %s missing', o.orders, c.size, c.missing)
        from (select *, end_index - start_index + 1 as size from import_chunks where state = 'done') c
        cross join lateral (
            select count(*) as orders from imported_orders where marketplace = c.marketplace and id between c.start_index and c.end_index) o
        where o.orders < c.size - c.missing
        union all
        select 'what chunks saved, the totals of days and the orders are the same', m.name,
               format('chunks %s, days %s (%s), orders %s (%s)', c.saved, d.orders, d.amount, o.orders, o.amount)
        from marketplaces m
        cross join lateral (select coalesce(sum(saved), 0) as saved from chunks where marketplace = m.id) c
        cross join lateral (select coalesce(sum(orders), 0) as orders, coalesce(sum(amount), 0) as amount from imported_days where marketplace = m.id) d
        cross join lateral (select count(*) as orders, coalesce(sum(amount), 0) as amount from imported_orders where marketplace = m.id) o
        where c.saved <> o.orders or d.orders <> o.orders or d.amount <> o.amount
        """;

    /// <summary>Finds where imports, chunks, daily totals and imported orders contradict each other.</summary>
    /// <param name="connection">A connection to the database of the imports service.</param>
    public static async Task<IReadOnlyList<ImportDiscrepancy>> FindDiscrepanciesAsync(NpgsqlConnection connection) =>
        (await connection.QueryAsync<ImportDiscrepancy>(Invariants)).AsList();

    /// <summary>Counts the imported orders.</summary>
    /// <param name="connection">A connection to the database of the imports service.</param>
    public static Task<long> CountOrdersAsync(NpgsqlConnection connection) =>
        connection.ExecuteScalarAsync<long>("select coalesce(sum(orders), 0) from imported_days");
}
