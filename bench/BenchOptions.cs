namespace Cartwright.Bench;

/// <summary>The parts of a run.</summary>
internal enum Part
{
    /// <summary>Time to ready and memory at rest.</summary>
    Start,

    /// <summary>What the machine can do without the shop.</summary>
    Limits,

    /// <summary>Reading products through the gateway.</summary>
    Reads,

    /// <summary>Placing orders until they are confirmed.</summary>
    Orders,

    /// <summary>Taking units of one SKU that everybody wants.</summary>
    Hot,

    /// <summary>Searching a large catalog with facets, and suggesting.</summary>
    Search,

    /// <summary>Pages of the simulated marketplace, over one and many connections.</summary>
    Marketplace,

    /// <summary>Importing the orders of the simulated marketplace.</summary>
    Imports,

    /// <summary>Placing orders where each service is a process, over RabbitMQ and Redis.</summary>
    Cluster,
}

/// <summary>What to measure, and how.</summary>
/// <param name="Parts">The parts to measure.</param>
/// <param name="Clients">Connections of the largest run.</param>
/// <param name="Duration">Length of each measurement.</param>
/// <param name="Quick">Whether to leave out what takes long.</param>
/// <param name="Program">The shop's program.</param>
/// <param name="Postgres">Connection string of the PostgreSQL whose limits are measured; null for the shop's own.</param>
/// <param name="Statements">How many of the costliest SQL statements to list.</param>
/// <param name="Markdown">File to write the result to; null for none.</param>
/// <param name="Products">How many products are added to be searched.</param>
internal sealed record BenchOptions(
    IReadOnlyCollection<Part> Parts, int Clients, TimeSpan Duration, bool Quick, string Program, string? Postgres, int Statements, string? Markdown, int Products)
{
    const int CustomersMax = 64;
    const int CustomersMaxQuick = 8;

    /// <summary>How long each measurement is driven before it counts: caches and pools have settled by then.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(Quick ? 1 : 3);

    /// <summary>
    /// How long the shop works before its reads or its orders count. The runtime recompiles what was compiled ahead, once to learn how it is used and once more to
    /// make it fast, and under full load this takes half a minute.
    /// </summary>
    public TimeSpan ShopWarmUp => TimeSpan.FromSeconds(Quick ? 1 : 30);

    /// <summary>Customers who place the orders; each stands behind several clients when there are more clients.</summary>
    public int Customers => Math.Min(Clients, Quick ? CustomersMaxQuick : CustomersMax);

    /// <summary>Whether a part is to be measured.</summary>
    public bool Includes(Part part) => Parts.Contains(part);
}
