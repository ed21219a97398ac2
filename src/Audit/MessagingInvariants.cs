using Dapper;
using Npgsql;

namespace Cartwright.Audit;

/// <summary>The laws of messaging: what was published reaches everyone who subscribed to it, and takes effect once.</summary>
internal static class MessagingInvariants
{
    // Inboxes forget after 14 days; events older than this are not compared.
    const string Compared = "13 days";

    // Dapper cannot hand arrays to a constructor.
    sealed record Subscription
    {
        public required string Publisher { get; init; }
        public required string[] Names { get; init; }
    }

    /// <summary>Events on their way, waiting for another try, or not read yet.</summary>
    public static async Task<long> InFlightAsync(IReadOnlyDictionary<string, NpgsqlDataSource> databases, CancellationToken cancellationToken)
    {
        var inFlight = 0L;
        foreach (var database in databases.Values)
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            inFlight += await connection.ExecuteScalarAsync<long>("select count(*) from retries");
            foreach (var subscription in await SubscriptionsAsync(connection, databases))
            {
                var position = await PositionAsync(connection, subscription.Publisher);
                await using var log = await databases[subscription.Publisher].OpenConnectionAsync(cancellationToken);
                var published = await log.QueryAsync<Guid>(
                    "select id from events where position > @position and name = any(@Names)", new { position, subscription.Names });
                // A broker delivers ahead of the position, which follows when the service has compared its inbox with the log.
                inFlight += await connection.ExecuteScalarAsync<long>(
                    "select count(*) from unnest(@ids) as e (id) where not exists (select from inbox where event_id = e.id)", new { ids = published.ToArray() });
            }
        }

        return inFlight;
    }

    /// <summary>Every violation.</summary>
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
                // The position and the inbox are written together: up to where the service has read, every event must be in its inbox.
                var position = await PositionAsync(connection, subscription.Publisher);
                await using var log = await databases[subscription.Publisher].OpenConnectionAsync(cancellationToken);
                var published = await log.QueryAsync<Guid>(
                    $"select id from events where name = any(@Names) and position <= @position and time > now() - interval '{Compared}'",
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
