using Npgsql;
using NpgsqlTypes;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// The right to hand on a service's log, held by one instance at a time, and how far the log has been handed on.
/// A holder that dies or is stopped loses the right after a few seconds; if it wakes up later it cannot move the position any more,
/// and what it published a second time is recognised by its ids.
/// </summary>
internal sealed class LeaderLease(NpgsqlDataSource source)
{
    /// <summary>How long the right lasts unless it is renewed.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    /// <summary>How often the right is renewed, and looked for by those who do not have it.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    readonly Guid _owner = Guid.NewGuid();

    /// <summary>Takes the right when it is free.</summary>
    /// <returns>Whether it was, and how far the log has been handed on: null when never.</returns>
    public async Task<(bool IsTaken, long? Position)> TakeAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            "update relay set owner = $1, lease_until = now() + $2 where owner = $1 or lease_until < now() returning position");
        command.Parameters.Add(new() { Value = _owner });
        command.Parameters.Add(new() { Value = Duration });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (true, reader.IsDBNull(0) ? null : reader.GetInt64(0)) : (false, null);
    }

    /// <summary>Renews the right and notes how far the log has been handed on.</summary>
    /// <returns>Whether the right was still held.</returns>
    public async Task<bool> MoveAsync(long position, CancellationToken cancellationToken)
    {
        // Not flushed: a position that a crash takes back makes duplicates, which are recognised.
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("set local synchronous_commit to off"),
                new("update relay set position = $1, lease_until = now() + $2 where owner = $3 returning position")
                {
                    Parameters = { new() { Value = position }, new() { Value = Duration, NpgsqlDbType = NpgsqlDbType.Interval }, new() { Value = _owner } },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken);
    }

    /// <summary>Gives the right up, so that another instance need not wait for its end.</summary>
    public async Task ReleaseAsync()
    {
        await using var command = source.CreateCommand("update relay set lease_until = '-infinity' where owner = $1");
        command.Parameters.Add(new() { Value = _owner });
        await command.ExecuteNonQueryAsync();
    }
}
