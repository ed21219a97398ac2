using System.Diagnostics;
using Cartwright.Platform.Messaging;
using Npgsql;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// Compares what a subscriber handled with what its publishers wrote, and handles what is missing, in the order of the logs. So a subscriber that comes
/// late learns what happened before, and a broker that loses its data loses no event: the broker carries, the logs decide.
/// </summary>
internal sealed class Reconciliation(IEventSubscriber subscriber, EventHistoryClient history)
{
    // A publisher that does not answer must not keep everybody else's events from being handled.
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(250);

    readonly Dictionary<string, long> _ends = [];

    /// <summary>
    /// Handles what is missing of all that was written so far. What a publisher wrote that does not answer for half a minute is left to
    /// <see cref="LaggingAsync"/>.
    /// </summary>
    public Task AllAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Publishers().Select(p => ReconcileWithTimeoutAsync(p.Publisher, p.Names, cancellationToken)));

    async Task ReconcileWithTimeoutAsync(string publisher, string[] names, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await ReconcileAsync(publisher, names, upTo: null, cancellationToken);
                return;
            }
            catch (Exception error) when (IsUnanswered(error, cancellationToken))
            {
                if (Stopwatch.GetElapsedTime(started) > Timeout)
                {
                    return;
                }

                await Task.Delay(RetryInterval, cancellationToken);
            }
        }
    }

    /// <summary>Handles what is missing of all that was written when this was called last: the broker has had its time to deliver it.</summary>
    public async Task LaggingAsync(CancellationToken cancellationToken)
    {
        foreach (var (publisher, names) in Publishers())
        {
            try
            {
                await ReconcileEarlierAsync(publisher, names, cancellationToken);
            }
            catch (Exception error) when (IsUnanswered(error, cancellationToken))
            {
                // The next publisher may answer, and this one the next time.
            }
        }
    }

    async Task ReconcileEarlierAsync(string publisher, string[] names, CancellationToken cancellationToken)
    {
        if (_ends.TryGetValue(publisher, out var end))
        {
            await ReconcileAsync(publisher, names, end, cancellationToken);
        }

        _ends[publisher] = (await history.ReadIdsAsync(publisher, new LogQuery(long.MaxValue, names, Limit: 1), cancellationToken)).End;
    }

    static bool IsUnanswered(Exception error, CancellationToken cancellationToken) =>
        error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    IEnumerable<(string Publisher, string[] Names)> Publishers() =>
        subscriber.Events.GroupBy(e => e.Publisher).Select(g => (g.Key, g.Select(e => e.Name).ToArray()));

    async Task ReconcileAsync(string publisher, string[] names, long? upTo, CancellationToken cancellationToken)
    {
        while (true)
        {
            var query = new LogQuery(await subscriber.PositionAsync(publisher, cancellationToken), names, UpTo: upTo);
            if (query.After >= upTo)
            {
                return;
            }

            var page = await history.ReadIdsAsync(publisher, query, cancellationToken);
            upTo = page.End;
            IReadOnlyList<Envelope> missing = [];
            if (await IsMissingAnyAsync(page.Items, cancellationToken))
            {
                // Those of the page that were handled are recognised by their ids.
                missing = [.. (await history.ReadAsync(publisher, query with { UpTo = page.Position }, cancellationToken)).Items.Where(e => subscriber.Wants(e.Name))];
            }

            if (page.Position > query.After)
            {
                await subscriber.HandleAsync(missing, new(publisher, page.Position), cancellationToken);
            }

            if (page.Position >= page.End)
            {
                return;
            }
        }
    }

    async Task<bool> IsMissingAnyAsync(IReadOnlyList<EventPlace> events, CancellationToken cancellationToken)
    {
        await using var command = subscriber.Source.CreateCommand(
            "select exists (select from unnest($1) as e (id) where not exists (select from inbox where event_id = e.id))");
        command.Parameters.Add(new NpgsqlParameter { Value = events.Select(e => e.Id).ToArray() });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
