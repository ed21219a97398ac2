using Npgsql;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// Which instances of a service there are: each leaves a mark in the service's database every few seconds. From the same list every instance works out
/// the same division of the queues. Only balance depends on it; that a queue has one active consumer is the broker's doing.
/// </summary>
internal sealed class Membership(NpgsqlDataSource source)
{
    /// <summary>How often an instance leaves its mark and looks who else is there.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    readonly Guid _id = Guid.NewGuid();

    /// <summary>Leaves this instance's mark.</summary>
    /// <returns>The instances that were seen of late, in an order that all agree on.</returns>
    public async Task<IReadOnlyList<Guid>> SeenAsync(CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new("insert into instances (id) values ($1) on conflict (id) do update set seen_at = now()") { Parameters = { new() { Value = _id } } });
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

    /// <summary>Whether a part is this instance's to handle.</summary>
    public bool IsMine(int part, IReadOnlyList<Guid> instances) => instances.Count == 0 || instances[part % instances.Count] == _id;

    /// <summary>Takes this instance's mark away, so that the others share its queues at once.</summary>
    public async Task LeaveAsync()
    {
        await using var command = source.CreateCommand("delete from instances where id = $1");
        command.Parameters.Add(new() { Value = _id });
        await command.ExecuteNonQueryAsync();
    }
}
