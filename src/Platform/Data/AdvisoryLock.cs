using Npgsql;

namespace Cartwright.Platform.Data;

/// <summary>
/// A named lock of a service's database, which one instance at a time can hold. It needs a connection of its own and ends with it:
/// a process that dies releases its locks.
/// </summary>
public sealed class AdvisoryLock : IAsyncDisposable
{
    AdvisoryLock(NpgsqlConnection connection) => Connection = connection;

    /// <summary>The connection that holds the lock.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>Waits for a lock.</summary>
    public static async Task<AdvisoryLock> AcquireAsync(NpgsqlDataSource source, string name, CancellationToken cancellationToken) =>
        (await OpenAsync(source, "select true from pg_advisory_lock(hashtext($1))", name, cancellationToken))!;

    /// <summary>Acquires a lock unless another instance holds it; then the result is null.</summary>
    public static Task<AdvisoryLock?> TryAcquireAsync(NpgsqlDataSource source, string name, CancellationToken cancellationToken) =>
        OpenAsync(source, "select pg_try_advisory_lock(hashtext($1))", name, cancellationToken);

    /// <summary>Releases the lock.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await using var unlock = new NpgsqlCommand("select pg_advisory_unlock_all()", Connection);
            await unlock.ExecuteNonQueryAsync(CancellationToken.None);
        }
        finally
        {
            await Connection.DisposeAsync();
        }
    }

    static async Task<AdvisoryLock?> OpenAsync(NpgsqlDataSource source, string sql, string name, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        var isHeld = false;
        try
        {
            await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = name } } };
            isHeld = (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
            return isHeld ? new(connection) : null;
        }
        finally
        {
            if (!isHeld)
            {
                await connection.DisposeAsync();
            }
        }
    }
}
