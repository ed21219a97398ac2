using Npgsql;
using NpgsqlTypes;

namespace Cartwright.Platform.Messaging;

/// <summary>
/// The leader of a service's outbox relay, and the relayed position of its log: table <c>relay</c>. One instance at a time holds the lease.
/// An instance that dies or is suspended loses it after <see cref="Duration"/>. If it resumes later it cannot move the position,
/// and subscribers recognise what it published twice by the ids.
/// </summary>
/// <param name="source">The database of the service.</param>
public sealed class LeaderLease(NpgsqlDataSource source)
{
    /// <summary>How long the lease lasts unless it is renewed.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    /// <summary>How often the leader renews the lease, and the other instances try to acquire it.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    readonly Guid _owner = Guid.NewGuid();

    /// <summary>Acquires the lease when no other instance holds it.</summary>
    /// <returns>Whether this instance holds it now, and the relayed position: null when nothing was relayed yet.</returns>
    public async Task<(bool IsLeader, long? Position)> TryAcquireAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            "update relay set owner = $1, lease_until = now() + $2 where owner = $1 or lease_until < now() returning position");
        command.Parameters.Add(new() { Value = _owner });
        command.Parameters.Add(new() { Value = Duration });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (true, reader.IsDBNull(0) ? null : reader.GetInt64(0)) : (false, null);
    }

    /// <summary>Renews the lease and saves the relayed position.</summary>
    /// <returns>Whether this instance still held the lease; if not, nothing is saved.</returns>
    public async Task<bool> RenewAsync(long position, CancellationToken cancellationToken)
    {
        // Not flushed: a crash that undoes the position causes duplicates, which subscribers recognise.
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                // As a function, because the statement SET LOCAL warns in the log of the server outside of an explicit transaction.
                new("select set_config('synchronous_commit', 'off', true)"),
                new("update relay set position = $1, lease_until = now() + $2 where owner = $3 returning position")
                {
                    Parameters = { new() { Value = position }, new() { Value = Duration, NpgsqlDbType = NpgsqlDbType.Interval }, new() { Value = _owner } },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken);
    }

    /// <summary>Ends the lease, so that another instance can acquire it at once.</summary>
    public async Task ReleaseAsync()
    {
        await using var command = source.CreateCommand("update relay set lease_until = '-infinity' where owner = $1");
        command.Parameters.Add(new() { Value = _owner });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Deletes the relayed position: the next relay starts at the end of the log.</summary>
    internal static async Task ResetAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("update relay set position = null where position is not null");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
