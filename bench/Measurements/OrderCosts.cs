namespace Cartwright.Bench;

/// <summary>What one confirmed order costs, everything included that the services do because of it.</summary>
/// <param name="Statements">SQL statements without begin and commit; null when they were not counted.</param>
/// <param name="Transactions">Transactions that wrote.</param>
/// <param name="WalBytes">Bytes of PostgreSQL's write-ahead log.</param>
/// <param name="Server">Processor time of the shop.</param>
/// <param name="Postgres">Processor time of PostgreSQL.</param>
/// <param name="Client">Processor time of the load generator.</param>
/// <param name="MemoryBytes">Growth of the shop's resident memory.</param>
/// <param name="Costliest">The costliest statements of the whole run.</param>
/// <param name="Orders">Orders that were confirmed in the run.</param>
internal sealed record OrderCosts(
    double? Statements, double Transactions, double WalBytes, TimeSpan Server, TimeSpan Postgres, TimeSpan Client, double MemoryBytes,
    IReadOnlyList<Statement> Costliest, long Orders)
{
    /// <summary>Counts around a run of orders.</summary>
    public static async Task<(OrderResult Result, OrderCosts Costs)> CountAsync(
        PrivateShop shop, PostgresServer server, Func<Task<OrderResult>> run, CancellationToken cancellationToken)
    {
        var statistics = new StatementStatistics(server);
        var counted = await statistics.TryResetAsync(cancellationToken);
        var memory = MemoryUse.Of(shop.Pid).Server.ResidentBytes;
        var before = await ReadAsync(server, cancellationToken);
        var result = await run();
        var after = await ReadAsync(server, cancellationToken);
        var statements = counted ? await statistics.ReadAsync(cancellationToken) : [];

        var orders = Math.Max(1, result.Confirmed.Operations);
        var cpu = result.Confirmed.Cpu;
        var costs = new OrderCosts(
            counted ? (double)statements.Sum(statement => statement.Calls) / orders : null,
            (double)(after.Transactions - before.Transactions) / orders,
            (double)(after.WalBytes - before.WalBytes) / orders,
            cpu.Server / orders, cpu.Postgres / orders, cpu.Client / orders,
            (double)(MemoryUse.Of(shop.Pid).Server.ResidentBytes - memory) / orders,
            statements, orders);
        return (result, costs);
    }

    // Only transactions that write are given a number. The counters of pg_stat_database come up to 10 s late and include reads.
    static async Task<(long Transactions, long WalBytes)> ReadAsync(PostgresServer server, CancellationToken cancellationToken)
    {
        var rows = await server.QueryAsync(
            "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint",
            row => (row.GetInt64(0), row.GetInt64(1)), cancellationToken);
        return rows[0];
    }
}
