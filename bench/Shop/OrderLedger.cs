using System.Diagnostics;
using Npgsql;

namespace Cartwright.Bench;

/// <summary>Reads the state of orders from the database, because requests would add load to the shop.</summary>
internal sealed class OrderLedger(NpgsqlDataSource orders) : IAsyncDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan ProgressTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Opens the ledger.</summary>
    public static OrderLedger Open(PostgresServer server) => new(server.OpenDatabase("cartwright_orders", connections: 1));

    /// <summary>Waits until every order placed since a moment is confirmed, or until nothing has moved for 10 seconds.</summary>
    public async Task WaitUntilSettledAsync(DateTime since, CancellationToken cancellationToken)
    {
        var (open, movedAt) = (long.MaxValue, Stopwatch.GetTimestamp());
        while (open > 0 && Stopwatch.GetElapsedTime(movedAt) < ProgressTimeout)
        {
            if (open < long.MaxValue) await Task.Delay(Interval, cancellationToken);
            var now = await CountOpenAsync(since, cancellationToken);
            if (now < open) (open, movedAt) = (now, Stopwatch.GetTimestamp());
        }
    }

    /// <summary>
    /// When each order placed since a moment was confirmed. The commit's own time is taken where it is known: the time in the
    /// row was read before the commit, and nobody could see it before.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, DateTime>> ReadConfirmationsAsync(DateTime since, CancellationToken cancellationToken)
    {
        await using var command = orders.CreateCommand(
            """
            select
                id,
                case when status = 'confirmed' and current_setting('track_commit_timestamp')::boolean
                    then pg_xact_commit_timestamp(xmin)
                    else confirmed_at
                end
            from orders
            where created_at >= $1
            and confirmed_at is not null
            """);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = since });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var confirmations = new Dictionary<Guid, DateTime>();
        while (await reader.ReadAsync(cancellationToken)) confirmations.Add(reader.GetGuid(0), reader.GetDateTime(1));
        return confirmations;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => orders.DisposeAsync();

    async Task<long> CountOpenAsync(DateTime since, CancellationToken cancellationToken)
    {
        await using var command = orders.CreateCommand("select count(*) from orders where created_at >= $1 and confirmed_at is null");
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = since });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
