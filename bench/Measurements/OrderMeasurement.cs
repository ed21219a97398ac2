using System.Diagnostics;

namespace Cartwright.Bench;

/// <summary>What became of the orders of one load run.</summary>
/// <param name="Placed">From the request to the answer 201.</param>
/// <param name="Confirmed">From the request to the commit that confirmed the order.</param>
/// <param name="Unconfirmed">Orders that were accepted and not confirmed in time, or not to be found.</param>
internal sealed record OrderResult(Measurement Placed, Measurement Confirmed, long Unconfirmed);

/// <summary>Drives the placing of orders and watches, in PostgreSQL, until they are confirmed.</summary>
internal sealed class OrderMeasurement(PrivateShop shop, OrderLedger ledger, IReadOnlyList<string> tokens, IReadOnlyList<byte[]> bodies)
{
    // More connections than requests are ever under way, so that an arrival seldom waits for one.
    const int OpenLoopConnections = 256;
    const int Seed = 20_261;

    /// <summary>So many customers, each placing the next order as soon as the last one is accepted.</summary>
    public Task<OrderResult> MeasureClosedLoopAsync(int clients, TimeSpan duration, CancellationToken cancellationToken) => MeasureAsync(
        $"closed loop, {clients}", clients,
        scripts => ClosedLoop.RunAsync(shop.Gateway, scripts, duration, cancellationToken),
        cancellationToken);

    /// <summary>Orders that arrive at random at a given rate.</summary>
    public Task<OrderResult> MeasureOpenLoopAsync(double perSecond, string name, TimeSpan duration, CancellationToken cancellationToken) => MeasureAsync(
        $"open loop, {name}", OpenLoopConnections,
        scripts => OpenLoop.RunAsync(shop.Gateway, scripts, OpenLoop.Arrivals(perSecond, duration, Seed), cancellationToken),
        cancellationToken);

    async Task<OrderResult> MeasureAsync(
        string name, int clients, Func<IReadOnlyCollection<IClientScript>, Task<LoadResult>> drive, CancellationToken cancellationToken)
    {
        var customers = Enumerable.Range(0, clients).Select(i => new OrderPlacing(tokens[i % tokens.Count], bodies, Seed + i)).ToList();
        var start = new Moment(DateTime.UtcNow, Stopwatch.GetTimestamp());
        var cpu = CpuTimes.Read(shop.Pid);
        var result = await drive(customers);
        var cpuOfPlacing = CpuTimes.Read(shop.Pid).Since(cpu);

        await ledger.WaitUntilSettledAsync(start.Utc, cancellationToken);
        var cpuUntilConfirmed = CpuTimes.Read(shop.Pid).Since(cpu);
        var confirmations = await ledger.ReadConfirmationsAsync(start.Utc, cancellationToken);

        var accepted = customers.SelectMany(customer => customer.Accepted).ToList();
        var placed = Measurement.Of($"orders placed, {name}", clients, result, cpuOfPlacing);
        var confirmed = Confirmed($"orders confirmed, {name}", placed, start, accepted, confirmations) with { Cpu = cpuUntilConfirmed };
        return new(placed, confirmed, accepted.Count - confirmed.Operations);
    }

    static Measurement Confirmed(
        string name, Measurement placed, Moment start, IReadOnlyCollection<AcceptedOrder> accepted, IReadOnlyDictionary<Guid, DateTime> confirmations)
    {
        var latencies = new LatencyHistogram();
        var last = start.Utc;
        foreach (var order in accepted)
        {
            if (!confirmations.TryGetValue(order.Id, out var confirmedAt)) continue;
            latencies.Record(confirmedAt - start.ToUtc(order.Sent));
            if (confirmedAt > last) last = confirmedAt;
        }
        var elapsed = last - start.Utc;
        return placed with
        {
            Name = name,
            PerSecond = elapsed > TimeSpan.Zero ? latencies.Count / elapsed.TotalSeconds : 0,
            Median = latencies.Percentile(0.5),
            NinetyNinth = latencies.Percentile(0.99),
            Elapsed = elapsed,
            Operations = latencies.Count,
            Failed = 0,
            FirstFailure = null,
        };
    }

    // The same moment on the clock that measures durations and on the one that PostgreSQL stamps commits with.
    readonly record struct Moment(DateTime Utc, long Timestamp)
    {
        public DateTime ToUtc(long timestamp) => Utc + Stopwatch.GetElapsedTime(Timestamp, timestamp);
    }
}
