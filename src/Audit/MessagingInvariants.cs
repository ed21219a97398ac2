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
                await using var log = await databases[subscription.Publisher].OpenConnectionAsync(cancellationToken);
                count += (await ListInFlightAsync(log, connection, subscription)).Count;
            }
        }

        return count;
    }

    /// <summary>Lists the aggregates of the events of a publisher that a subscriber has not handled yet.</summary>
    public static async Task<IReadOnlyList<Guid>> ListInFlightAsync(
        NpgsqlDataSource publisher, NpgsqlDataSource subscriber, string publisherName, CancellationToken cancellationToken)
    {
        await using var connection = await subscriber.OpenConnectionAsync(cancellationToken);
        await using var log = await publisher.OpenConnectionAsync(cancellationToken);
        return await SubscriptionAsync(connection, publisherName) is { } subscription ? await ListInFlightAsync(log, connection, subscription) : [];
    }

    static async Task<IReadOnlyList<Guid>> ListInFlightAsync(NpgsqlConnection log, NpgsqlConnection subscriber, Subscription subscription)
    {
        var position = await PositionAsync(subscriber, subscription.Publisher);
        var published = (await log.QueryAsync<(Guid Id, Guid AggregateId)>(
            "select id, aggregate_id from events where position > @position and name = any(@Names)", new { position, subscription.Names })).AsList();
        // A broker delivers ahead of the position; reconciliation moves the position later.
        return (await subscriber.QueryAsync<Guid>(
            "select e.aggregate from unnest(@ids, @aggregates) as e (id, aggregate) where not exists (select from inbox where event_id = e.id)",
            new { ids = published.Select(e => e.Id).ToArray(), aggregates = published.Select(e => e.AggregateId).ToArray() })).AsList();
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

    static async Task<Subscription?> SubscriptionAsync(NpgsqlConnection connection, string publisher) =>
        await connection.QuerySingleOrDefaultAsync<Subscription>(
            "select publisher, array_agg(name) as names from subscriptions where publisher = @publisher group by publisher", new { publisher });

    static async Task<List<Subscription>> SubscriptionsAsync(NpgsqlConnection connection, IReadOnlyDictionary<string, NpgsqlDataSource> databases) =>
        (await connection.QueryAsync<Subscription>("select publisher, array_agg(name) as names from subscriptions group by publisher"))
        .Where(s => databases.ContainsKey(s.Publisher))
        .AsList();
}
