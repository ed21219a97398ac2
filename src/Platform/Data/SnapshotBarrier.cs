using Npgsql;

namespace Cartwright.Platform.Data;

/// <summary>
/// Tells when no transaction can commit any more that was running at a moment. A barrier is a transaction id that is taken at the moment: the transactions that had
/// an id then have a lower one. A table whose column <c>transaction_id</c> (<c>pg_current_xact_id()</c>) stands before its position makes each transaction take its
/// id first; so once a barrier has passed, a position that had been taken before is visible or will never be.
/// </summary>
public static class SnapshotBarrier
{
    /// <summary>The lowest id of a running transaction, as an expression in SQL: the transactions below it have ended.</summary>
    public const string LowestRunning = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    /// <summary>Takes a barrier.</summary>
    /// <param name="connection">A connection without a transaction.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static Task<long> TakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        ReadAsync(connection, "select pg_current_xact_id()::text::bigint", cancellationToken);

    /// <summary>Whether all transactions have ended that had an id when the barrier was taken.</summary>
    /// <param name="connection">A connection without a transaction.</param>
    /// <param name="barrier">The barrier.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task<bool> HasPassedAsync(NpgsqlConnection connection, long barrier, CancellationToken cancellationToken) =>
        await ReadAsync(connection, $"select {LowestRunning}", cancellationToken) > barrier;

    static async Task<long> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
