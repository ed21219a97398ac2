using System.Diagnostics;
using Npgsql;

namespace Cartwright.Bench;

/// <summary>
/// How fast the shop's own PostgreSQL takes the rows of an order from clients that do nothing else: durable, through prepared
/// statements and connections that are not reset between uses. Once as most programs do it, once as fast as single orders go.
/// </summary>
internal static class PostgresLimit
{
    const string Database = "cartwright_bench_limit";
    const int ConnectionsLeftForOthers = 8;
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <summary>Measures both ways in a database of its own, which is dropped afterwards.</summary>
    public static async Task<(Measurement Transaction, Measurement Statement)> MeasureAsync(
        PostgresServer server, int clients, TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var source = await CreateDatabaseAsync(server, clients, cancellationToken);
        try
        {
            var transaction = await MeasureAsync(
                "bare Npgsql, transaction of 4 commands", OrderRows.WriteInTransactionAsync, server, source, clients, duration, cancellationToken);
            var statement = await MeasureAsync(
                "bare Npgsql, one statement", OrderRows.WriteInOneStatementAsync, server, source, clients, duration, cancellationToken);
            return (transaction, statement);
        }
        finally
        {
            await server.ExecuteAsync($"drop database if exists {Database} with (force)", CancellationToken.None);
        }
    }

    static async Task<NpgsqlDataSource> CreateDatabaseAsync(PostgresServer server, int clients, CancellationToken cancellationToken)
    {
        await server.ExecuteAsync($"drop database if exists {Database} with (force)", cancellationToken);
        await server.ExecuteAsync($"create database {Database}", cancellationToken);
        var free = await server.QueryAsync<int>(
            "select current_setting('max_connections')::int - (select count(*)::int from pg_stat_activity)", cancellationToken) - ConnectionsLeftForOthers;
        if (free < 1) throw new ShopFailedException("PostgreSQL has no connection left for the limits.");

        var source = server.OpenDatabase(Database, Math.Min(clients, free));
        await using var command = source.CreateCommand(OrderRows.Schema);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return source;
    }

    /// <summary>Measures clients that do one thing again and again.</summary>
    public static async Task<Measurement> MeasureAsync(
        string name, Func<NpgsqlConnection, CancellationToken, Task> write, PostgresServer server, NpgsqlDataSource source,
        int clients, TimeSpan duration, CancellationToken cancellationToken)
    {
        await RunAsync(write, source, clients, WarmUp, cancellationToken);
        await server.ExecuteAsync("checkpoint", cancellationToken);

        var before = CpuTimes.Read(0, server.Postmaster);
        var start = Stopwatch.GetTimestamp();
        var latencies = await RunAsync(write, source, clients, duration, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(start);
        return new(name, clients, latencies.Count / elapsed.TotalSeconds, latencies.Percentile(0.5), latencies.Percentile(0.99),
            elapsed, CpuTimes.Read(0, server.Postmaster).Since(before), latencies.Count, 0, null);
    }

    /// <summary>Lets clients do one thing again and again.</summary>
    public static async Task<LatencyHistogram> RunAsync(
        Func<NpgsqlConnection, CancellationToken, Task> write, NpgsqlDataSource source, int clients, TimeSpan duration, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var all = new LatencyHistogram();
        var running = Enumerable.Range(0, clients).Select(_ => Task.Run(() => RunClientAsync(write, source, start, duration, cancellationToken), cancellationToken));
        foreach (var latencies in await Task.WhenAll(running)) all.Add(latencies);
        return all;
    }

    static async Task<LatencyHistogram> RunClientAsync(
        Func<NpgsqlConnection, CancellationToken, Task> write, NpgsqlDataSource source, long start, TimeSpan duration, CancellationToken cancellationToken)
    {
        var latencies = new LatencyHistogram();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            var begun = Stopwatch.GetTimestamp();
            await using (var connection = await source.OpenConnectionAsync(cancellationToken)) await write(connection, cancellationToken);
            latencies.Record(Stopwatch.GetElapsedTime(begun));
        }
        return latencies;
    }
}
