using Npgsql;

namespace Cartwright.Bench;

/// <summary>How long events were on their way: from the commit that published one to the commit of its effect at a subscriber.</summary>
/// <param name="Events">How many deliveries were looked at.</param>
/// <param name="Median">The lag that half of them did not exceed.</param>
/// <param name="NinetyNinth">The lag that 99 % of them did not exceed.</param>
internal sealed record EventLag(long Events, TimeSpan Median, TimeSpan NinetyNinth)
{
    static readonly (string Publisher, string Subscriber)[] Ways =
        [("orders", "inventory"), ("inventory", "orders"), ("orders", "payments"), ("payments", "orders"), ("orders", "notifications")];

    /// <summary>Looks at the events of a saga that were published since a moment.</summary>
    public static async Task<EventLag> ReadAsync(PostgresServer server, DateTime since, CancellationToken cancellationToken)
    {
        var lags = new LatencyHistogram();
        foreach (var (publisher, subscriber) in Ways)
        {
            var published = await ReadAsync(
                server, publisher,
                "select id, pg_xact_commit_timestamp(xmin) from events where time >= $1 and (name like 'order.%' or name like 'inventory.%' or name like 'payment.%')",
                since, cancellationToken);
            var handled = await ReadAsync(
                server, subscriber, "select event_id, pg_xact_commit_timestamp(xmin) from inbox where handled_at >= $1", since, cancellationToken);
            foreach (var (id, at) in handled)
            {
                if (published.TryGetValue(id, out var from)) lags.Record(at > from ? at - from : TimeSpan.Zero);
            }
        }

        return new(lags.Count, lags.Percentile(0.5), lags.Percentile(0.99));
    }

    static async Task<Dictionary<Guid, DateTime>> ReadAsync(PostgresServer server, string service, string sql, DateTime since, CancellationToken cancellationToken)
    {
        await using var source = server.OpenDatabase($"cartwright_{service}", connections: 1);
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = since });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var times = new Dictionary<Guid, DateTime>();
        while (await reader.ReadAsync(cancellationToken)) times[reader.GetGuid(0)] = reader.GetDateTime(1);
        return times;
    }
}
