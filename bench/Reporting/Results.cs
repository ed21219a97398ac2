namespace Cartwright.Bench;

/// <summary>The results of a run; null or empty where nothing was measured.</summary>
internal sealed class Results
{
    /// <summary>What it was measured on.</summary>
    public required string Machine { get; init; }

    /// <summary>How the shop starts.</summary>
    public StartMeasurement? Start { get; set; }

    /// <summary>What the machine answers without the shop.</summary>
    public Measurement? RawJson { get; set; }

    /// <summary>Bare order rows in transactions of four commands.</summary>
    public Measurement? RawTransaction { get; set; }

    /// <summary>Bare order rows in one statement each.</summary>
    public Measurement? RawStatement { get; set; }

    /// <summary>Reads through the gateway.</summary>
    public IReadOnlyList<Measurement> Reads { get; set; } = [];

    /// <summary>Orders, run by run.</summary>
    public List<OrderResult> Orders { get; } = [];

    /// <summary>What an order costs.</summary>
    public OrderCosts? Costs { get; set; }

    /// <summary>Memory of the shop's .NET process after everything.</summary>
    public MemoryUse? MemoryAfterwards { get; set; }

    /// <summary>Orders of one hot SKU: a row update each, and as the shop does it.</summary>
    public (Measurement Updates, Measurement Reservations)? HotSku { get; set; }

    /// <summary>Searches of a large catalog.</summary>
    public SearchMeasurement? Search { get; set; }

    /// <summary>The simulated marketplace.</summary>
    public MarketplaceMeasurement? Marketplace { get; set; }

    /// <summary>Imports from the simulated marketplace.</summary>
    public ImportMeasurement? Imports { get; set; }

    /// <summary>The distributed shape on this machine.</summary>
    public ClusterResult? Cluster { get; set; }

    /// <summary>Failures, in sentences. Figures of a run with failures are not reliable.</summary>
    public IEnumerable<string> Failures()
    {
        var measurements = Reads.Concat(Orders.Select(order => order.Placed)).Concat(RawJson is null ? [] : [RawJson]).Concat(Marketplace?.All ?? []).Concat(Search?.All ?? [])
            .Concat(Imports is null ? [] : [Imports.Small.Orders, Imports.Large.Orders, .. Imports.Bare]);
        foreach (var measurement in measurements.Where(measurement => measurement.Failed > 0))
            yield return $"{measurement.Name}: {measurement.Failed} requests failed, the first with {measurement.FirstFailure}";
        var orders = Orders.Concat(Cluster is null ? [] : [Cluster.Closed, Cluster.Half]);
        foreach (var order in orders.Where(order => order.Unconfirmed > 0))
            yield return $"{order.Placed.Name}: {order.Unconfirmed} accepted orders were not confirmed.";
    }
}

/// <summary>What the distributed shape does with all its processes on one machine.</summary>
/// <param name="Closed">As many orders as it takes.</param>
/// <param name="Half">Half as many, arriving at random.</param>
/// <param name="Lag">How long events were on their way under half load.</param>
/// <param name="Memory">All processes, RabbitMQ and Redis included, without PostgreSQL.</param>
internal sealed record ClusterResult(OrderResult Closed, OrderResult Half, EventLag Lag, MemoryUse Memory);
