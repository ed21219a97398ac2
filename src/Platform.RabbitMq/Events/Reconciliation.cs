using System.Diagnostics;
using Cartwright.Platform.Messaging;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// Compares the inbox of a subscriber with the logs of its publishers and handles the missing events in the order of the logs.
/// So a new subscriber handles earlier events, and a broker that loses its data loses no event.
/// </summary>
internal sealed class Reconciliation(IEventSubscriber subscriber, EventHistoryClient history)
{
    // A publisher that does not answer must not delay the events of the others for longer.
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(250);

    readonly Dictionary<string, long> _ends = [];

    /// <summary>
    /// Handles the missing events up to the ends of the logs. The events of a publisher that does not answer for 30 seconds are left to
    /// <see cref="RunDelayedAsync"/>.
    /// </summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Publishers().Select(p => ReconcileWithTimeoutAsync(p.Publisher, p.Names, cancellationToken)));

    /// <summary>Handles the missing events up to the ends that the logs had at the last call: the broker has had time to deliver them.</summary>
    public async Task RunDelayedAsync(CancellationToken cancellationToken)
    {
        foreach (var (publisher, names) in Publishers())
        {
            try
            {
                await ReconcileEarlierAsync(publisher, names, cancellationToken);
            }
            catch (Exception error) when (IsUnanswered(error, cancellationToken))
            {
                // The next call asks this publisher again.
            }
        }
    }

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
            var query = new LogQuery(await subscriber.GetPositionAsync(publisher, cancellationToken), names, UpTo: upTo);
            if (query.After >= upTo)
            {
                return;
            }

            var page = await history.ReadIdsAsync(publisher, query, cancellationToken);
            upTo = page.End;
            IReadOnlyList<Envelope> events = [];
            if (await subscriber.IsAnyMissingAsync([.. page.Items.Select(e => e.Id)], cancellationToken))
            {
                // The inbox ignores those of the page that were handled.
                events = [.. (await history.ReadAsync(publisher, query with { UpTo = page.Position }, cancellationToken)).Items.Where(e => subscriber.Wants(e.Name))];
            }

            if (page.Position > query.After)
            {
                await subscriber.HandleAsync(events, new(publisher, page.Position), cancellationToken);
            }

            if (page.Position >= page.End)
            {
                return;
            }
        }
    }
}
