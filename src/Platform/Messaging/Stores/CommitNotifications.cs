using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>Notifications between the instances of a service that events were committed, over its database. A lost one only delays events until the next poll.</summary>
/// <param name="source">The database of the service.</param>
public sealed class CommitNotifications(NpgsqlDataSource source)
{
    const string Channel = "cartwright_events";
    static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Notifies the instances that listen.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        await using var notify = source.CreateCommand($"notify {Channel}");
        await notify.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Listens until cancelled. A connection that breaks is opened again.</summary>
    /// <param name="onCommit">Called for each notification; must be quick and must not throw.</param>
    /// <param name="cancellationToken">Ends it, without an exception.</param>
    public async Task ListenAsync(Action onCommit, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                connection.Notification += (_, _) => onCommit();
                await ExecuteAsync(connection, $"listen {Channel}", cancellationToken);
                try
                {
                    while (true)
                    {
                        await connection.WaitAsync(cancellationToken);
                    }
                }
                finally
                {
                    // The connection returns to its pool, where nobody expects notifications.
                    await ExecuteAsync(connection, "unlisten *", CancellationToken.None);
                }
            }
            catch (Exception error) when (error is NpgsqlException or InvalidOperationException or OperationCanceledException)
            {
                await Task.WhenAny(Task.Delay(RetryInterval, cancellationToken));
            }
        }
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
