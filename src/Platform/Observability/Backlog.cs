using System.Diagnostics.Metrics;
using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Cartwright.Platform.Messaging;

namespace Cartwright.Platform.Observability;

/// <summary>
/// What a service's database holds that still waits: asked for now and then, not at each scrape. Every instance of a service tells the same
/// of retries and dead letters, because they share the database; of the outbox tells the instance that relays its events.
/// </summary>
internal sealed class Backlog : IPeriodicWork
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    readonly Database _database;
    readonly EventLog _log;
    readonly TimeProvider _time;
    volatile Counts? _counts;
    volatile Outbox? _outbox;

    sealed record Counts(long Retries, long DeadLetters);

    sealed record Outbox(long Waiting, DateTimeOffset? OldestTime);

    public Backlog(Database database, EventLog log, IMeterFactory meters, TimeProvider time)
    {
        _database = database;
        _log = log;
        _time = time;
        var meter = meters.Create(Metering.MeterName);
        meter.CreateObservableGauge(
            "cartwright.retries.waiting", () => Of(_counts?.Retries), "{event}", "Events that wait to be tried again, by service.");
        meter.CreateObservableGauge(
            "cartwright.dead_letters", () => Of(_counts?.DeadLetters), "{event}", "Events that were given up and wait for a person, by service.");
        meter.CreateObservableGauge(
            "cartwright.outbox.waiting", () => Of(_outbox?.Waiting), "{event}", "Events that are committed and not handed on yet.");
        meter.CreateObservableGauge(
            "cartwright.outbox.age", () => Of(Age()), "s", "Age of the oldest event that is committed and not handed on yet.");
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _counts = await _database.QuerySingleOrDefaultAsync<Counts>(
            "select (select count(*) from retries) as retries, (select count(*) from dead_letters) as dead_letters", null, cancellationToken);
        // Positions without an event, of transactions that were rolled back, are counted too until a later event has passed them.
        _outbox = _log.RelayedPosition is not { } position ? null : await _database.QuerySingleOrDefaultAsync<Outbox>(
            """
            select greatest(0, coalesce((select max(position) from events), 0) - @position) as waiting,
                   (select time from events where position > @position order by position limit 1) as oldest_time
            """,
            new { position },
            cancellationToken);
    }

    double? Age() => _outbox is not { } outbox ? null : outbox.OldestTime is { } oldest ? Math.Max(0, (_time.GetUtcNow() - oldest).TotalSeconds) : 0;

    static IEnumerable<Measurement<T>> Of<T>(T? value) where T : struct => value is { } known ? [new(known)] : [];
}
