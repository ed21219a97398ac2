using Dapper;
using Npgsql;

namespace Cartwright.Audit;

/// <summary>The invariants of messaging: every event reaches every subscriber and takes effect once.</summary>
internal static class MessagingInvariants
{
    // Inboxes are purged after 14 days.
    const string AgeMax = "13 days";

    // Dapper cannot pass arrays to a constructor.
    sealed record Subscription
    {
        public required string Publisher { get; init; }
        public required string[] Names { get; init; }
    }

    /// <summary>Counts the events that a subscriber has not handled yet and those that wait for another attempt.</summary>
    public static async Task<long> CountInFlightAsync(IReadOnlyDictionary<string, NpgsqlDataSource> databases, CancellationToken cancellationToken)
    {
        var count = 0L;
        foreach (var database in databases.Values)
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            count += await connection.ExecuteScalarAsync<long>("select count(*) from retries");
            foreach (var subscription in await SubscriptionsAsync(connection, databases))
            {
                var position = await PositionAsync(connection, subscription.Publisher);
                await using var log = await databases[subscription.Publisher].OpenConnectionAsync(cancellationToken);
                var published = await log.QueryAsync<Guid>(
                    "select id from events where position > @position and name = any(@Names)", new { position, subscription.Names });
                // A broker delivers ahead of the position; reconciliation moves the position later.
                count += await connection.ExecuteScalarAsync<long>(
                    "select count(*) from unnest(@ids) as e (id) where not exists (select from inbox where event_id = e.id)", new { ids = published.ToArray() });
            }
        }

        return count;
    }

    /// <summary>Finds dead letters and events that a subscriber has passed without handling them.</summary>
    public static async Task<IReadOnlyList<Violation>> CheckAsync(IReadOnlyDictionary<string, NpgsqlDataSource> databases, CancellationToken cancellationToken)
    {
        var violations = new List<Violation>();
        foreach (var (service, database) in databases)
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            violations.AddRange((await connection.QueryAsync<(Guid Id, string Name, string Error)>("select event_id, name, error from dead_letters"))
                .Select(d => new Violation("no dead letters", $"{service}/{d.Id}", $"{d.Name}: {d.Error}")));
            foreach (var subscription in await SubscriptionsAsync(connection, databases))
            {
                // The position and the inbox are written in one transaction: every event up to the position must be in the inbox.
                var position = await PositionAsync(connection, subscription.Publisher);
                await using var log = await databases[subscription.Publisher].OpenConnectionAsync(cancellationToken);
                var published = await log.QueryAsync<Guid>(
                    $"select id from events where name = any(@Names) and position <= @position and time > now() - interval '{AgeMax}'",
                    new { subscription.Names, position });
                var handled = (await connection.QueryAsync<Guid>("select event_id from inbox")).ToHashSet();
                violations.AddRange(published.Where(id => !handled.Contains(id))
                    .Select(id => new Violation("every event takes effect", $"{subscription.Publisher}/{id}", $"not handled by {service}")));
            }
        }

        return violations;
    }

    static Task<long> PositionAsync(NpgsqlConnection connection, string publisher) =>
        connection.ExecuteScalarAsync<long>("select coalesce((select position from cursors where publisher = @publisher), 0)", new { publisher });

    static async Task<List<Subscription>> SubscriptionsAsync(NpgsqlConnection connection, IReadOnlyDictionary<string, NpgsqlDataSource> databases) =>
        (await connection.QueryAsync<Subscription>("select publisher, array_agg(name) as names from subscriptions group by publisher"))
        .Where(s => databases.ContainsKey(s.Publisher))
        .AsList();
}
