using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace Cartwright.Bench;

/// <summary>
/// How fast the shop's own PostgreSQL takes imported orders from a program that does nothing else: the same rows into the same table, by <c>COPY</c> into a
/// staging table and one <c>insert … on conflict do nothing</c> for each chunk. Nothing is fetched, read or checked.
/// </summary>
internal sealed class BareImport
{
    // A number that no marketplace has.
    const short Marketplace = 32_000;

    const string Insert =
        """
        insert into imported_orders (marketplace, id, order_date, amount, label)
        select $1, id, order_date, amount, label from staging on conflict do nothing
        """;

    readonly NpgsqlDataSource _source;
    readonly IReadOnlyList<Row> _rows;

    BareImport(NpgsqlDataSource source, IReadOnlyList<Row> rows) => (_source, _rows) = (source, rows);

    readonly record struct Row(long Id, DateTime Date, decimal Amount, string Label);

    /// <summary>Takes the rows that a marketplace's import brought in, to write them once more.</summary>
    public static async Task<BareImport> PrepareAsync(NpgsqlDataSource source, string marketplace, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            "select o.id, o.order_date, o.amount, o.label from imported_orders o join marketplaces m on m.id = o.marketplace where m.name = $1 order by o.id");
        command.Parameters.Add(new() { Value = marketplace });
        command.CommandTimeout = 300;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<Row>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(new(reader.GetInt64(0), reader.GetDateTime(1), reader.GetDecimal(2), reader.GetString(3)));
        return new(source, rows);
    }

    /// <summary>Writes all rows, and deletes them afterwards.</summary>
    /// <param name="server">The server.</param>
    /// <param name="connections">The number of connections.</param>
    /// <param name="chunkSize">The rows of a chunk.</param>
    /// <param name="cancellationToken">Cancels the measurement.</param>
    public async Task<Measurement> MeasureAsync(PostgresServer server, int connections, int chunkSize, CancellationToken cancellationToken)
    {
        await server.ExecuteAsync("checkpoint", cancellationToken);
        var chunks = _rows.Chunk(chunkSize).ToList();
        var before = CpuTimes.Read(0, server.Postmaster);
        var start = Stopwatch.GetTimestamp();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(
            async () =>
            {
                await using var connection = await OpenAsync(cancellationToken);
                for (var chunk = Interlocked.Increment(ref next); chunk < chunks.Count; chunk = Interlocked.Increment(ref next))
                {
                    await WriteAsync(connection, chunks[chunk], cancellationToken);
                }
            },
            cancellationToken)));
        var elapsed = Stopwatch.GetElapsedTime(start);
        var cpu = CpuTimes.Read(0, server.Postmaster).Since(before);

        await using var delete = _source.CreateCommand("delete from imported_orders where marketplace = $1");
        delete.Parameters.Add(new() { Value = Marketplace });
        delete.CommandTimeout = 300;
        var written = await delete.ExecuteNonQueryAsync(cancellationToken);
        await using var vacuum = _source.CreateCommand("vacuum imported_orders");
        vacuum.CommandTimeout = 300;
        await vacuum.ExecuteNonQueryAsync(cancellationToken);
        return new("bare COPY and insert", connections, written / elapsed.TotalSeconds, default, default, elapsed, cpu, written, _rows.Count - written, null);
    }

    async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var staging = new NpgsqlCommand(
            """
            create temp table if not exists staging (id bigint, order_date timestamptz, amount numeric(12, 2), label text) on commit delete rows
            """,
            connection);
        await staging.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    static async Task WriteAsync(NpgsqlConnection connection, Row[] rows, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var copy = await connection.BeginBinaryImportAsync("copy staging (id, order_date, amount, label) from stdin (format binary)", cancellationToken))
        {
            foreach (var row in rows)
            {
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(row.Id, NpgsqlDbType.Bigint, cancellationToken);
                await copy.WriteAsync(row.Date, NpgsqlDbType.TimestampTz, cancellationToken);
                await copy.WriteAsync(row.Amount, NpgsqlDbType.Numeric, cancellationToken);
                await copy.WriteAsync(row.Label, NpgsqlDbType.Text, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await using var insert = new NpgsqlCommand(Insert, connection, transaction) { Parameters = { new NpgsqlParameter<short> { TypedValue = Marketplace } } };
        await insert.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
