using Cartwright.Platform.Data;
using Npgsql;
using NpgsqlTypes;

namespace Cartwright.Imports;

/// <summary>
/// Writes the orders of one chunk and what is known of them, in one transaction. The transaction begins with the first batch, so that a page of usual length
/// holds no connection while it arrives.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="chunk">The chunk.</param>
internal sealed class PageWriter(Database database, Chunk chunk) : IAsyncDisposable
{
    // A known order stays as it is. Totals of days count only orders that were added.
    const string Insert =
        """
        with fresh as (
            insert into imported_orders (marketplace, id, order_date, amount, label)
            select $1, o.id, o.order_date, o.amount, o.label from unnest($2, $3, $4, $5) as o (id, order_date, amount, label)
            on conflict do nothing
            returning order_date, amount
        ), days as (
            insert into imported_days (marketplace, day, orders, amount)
            select $1, (order_date at time zone 'UTC')::date, count(*), sum(amount) from fresh group by 2
            returning orders
        )
        select coalesce(sum(orders), 0)::int from days
        """;

    const string Compare =
        """
        with differing as (
            select distinct o.id, o.order_date, o.amount, o.label
            from unnest($2, $3, $4, $5) as o (id, order_date, amount, label)
            join imported_orders k on k.marketplace = $1 and k.id = o.id
            where (k.order_date, k.amount, k.label) is distinct from (o.order_date, o.amount, o.label)
        ), kept as (
            insert into discrepancies (marketplace, order_id, order_date, amount, label, import_id)
            select $1, id, order_date, amount, label, $6 from differing
            on conflict do nothing
        )
        select count(distinct id)::int from differing
        """;

    const string Reject =
        """
        insert into rejected_rows (marketplace, import_id, order_id, reason, raw, hash)
        select $1, $2, r.order_id, r.reason, r.raw, sha256(convert_to(r.raw, 'UTF8')) from unnest($3, $4, $5) as r (order_id, reason, raw)
        on conflict do nothing
        """;

    UnitOfWork? _work;

    /// <summary>How many orders are new.</summary>
    public int Saved { get; private set; }

    /// <summary>How many orders differ from their stored content.</summary>
    public int Differing { get; private set; }

    /// <summary>The transaction.</summary>
    public async Task<UnitOfWork> WorkAsync(CancellationToken cancellationToken) => _work ??= await database.BeginAsync(cancellationToken);

    /// <summary>Writes orders.</summary>
    public async Task WriteAsync(OrderBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
        {
            return;
        }

        var work = await WorkAsync(cancellationToken);
        var saved = await CountAsync(work, Insert, batch, cancellationToken);
        Saved += saved;
        if (saved < batch.Count)
        {
            Differing += await CountAsync(work, Compare, batch, cancellationToken);
        }
    }

    /// <summary>Records rows that are not orders, each once.</summary>
    public async Task WriteAsync(IReadOnlyList<RejectedRow> rejected, CancellationToken cancellationToken)
    {
        if (rejected.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(Reject, (await WorkAsync(cancellationToken)).Connection);
        command.Parameters.Add(new() { Value = chunk.Marketplace });
        command.Parameters.Add(new() { Value = chunk.ImportId });
        command.Parameters.Add(new() { Value = rejected.Select(r => r.OrderId).ToArray() });
        command.Parameters.Add(new() { Value = rejected.Select(r => r.Reason).ToArray() });
        command.Parameters.Add(new() { Value = rejected.Select(r => r.Raw).ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Rolls back what was not committed.</summary>
    public ValueTask DisposeAsync() => _work?.DisposeAsync() ?? ValueTask.CompletedTask;

    async Task<int> CountAsync(UnitOfWork work, string sql, OrderBatch batch, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, work.Connection);
        command.Parameters.Add(new() { Value = chunk.Marketplace });
        command.Parameters.Add(new() { Value = batch.Ids });
        command.Parameters.Add(new() { Value = batch.Dates, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = batch.Amounts });
        command.Parameters.Add(new() { Value = batch.Labels });
        if (sql == Compare)
        {
            command.Parameters.Add(new() { Value = chunk.ImportId });
        }

        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
