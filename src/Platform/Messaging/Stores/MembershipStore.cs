using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>The running instances of a service: table <c>instances</c>, in which each instance renews its heartbeat.</summary>
/// <param name="source">The database of the service.</param>
public sealed class MembershipStore(NpgsqlDataSource source)
{
    /// <summary>How often an instance sends its heartbeat. An instance counts as gone after 7 seconds without one.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>The id of this instance.</summary>
    public Guid InstanceId { get; } = Guid.NewGuid();

    /// <summary>Sends this instance's heartbeat.</summary>
    /// <returns>The ids of the running instances, in the same order for all of them.</returns>
    public async Task<IReadOnlyList<Guid>> SendHeartbeatAsync(CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new("insert into instances (id) values ($1) on conflict (id) do update set seen_at = now()")
        {
            Parameters = { new() { Value = InstanceId } },
        });
        batch.BatchCommands.Add(new("delete from instances where seen_at < now() - interval '1 hour'"));
        batch.BatchCommands.Add(new("select id from instances where seen_at > now() - interval '7 seconds' order by id"));
        var ids = new List<Guid>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    /// <summary>Removes this instance, so that the others take over its work at once.</summary>
    public async Task LeaveAsync()
    {
        await using var command = source.CreateCommand("delete from instances where id = $1");
        command.Parameters.Add(new() { Value = InstanceId });
        await command.ExecuteNonQueryAsync();
    }
}
