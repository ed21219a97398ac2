using System.ComponentModel.DataAnnotations;

namespace Cartwright.Simulators;

/// <summary>A simulated marketplace: what it offers and what goes wrong with it. Shares are of one: 0.05 is 5 %.</summary>
public sealed record MarketplaceSettings : IValidatableObject
{
    const string CountMax = "1000000000";

    /// <summary>The password of its account. It is shown as null; a change of other settings may leave it out.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? Password { get; set; }

    /// <summary>The seed of its orders.</summary>
    public long Seed { get; set; } = 1;

    /// <summary>The index of its first order.</summary>
    [Range(typeof(long), "0", CountMax)]
    public long FirstIndex { get; set; } = 1;

    /// <summary>How many orders it has.</summary>
    [Range(typeof(long), "0", CountMax)]
    public long Orders { get; set; } = 100_000;

    /// <summary>The most orders of a page.</summary>
    [Range(1, 1_000_000)]
    public int PageMax { get; set; } = 100_000;

    /// <summary>How long half of all requests take at most, in milliseconds.</summary>
    [Range(0, 600_000)]
    public int LatencyMedianMs { get; set; }

    /// <summary>How long 99 % of all requests take at most, in milliseconds; 0 when all take as long as the median.</summary>
    [Range(0, 600_000)]
    public int LatencyP99Ms { get; set; }

    /// <summary>Share of requests that are answered with 429.</summary>
    [Range(0.0, 1.0)]
    public double TooManyRequests { get; set; }

    /// <summary>The <c>Retry-After</c> of 429 and 503.</summary>
    [Range(1, 3600)]
    public int RetryAfterSeconds { get; set; } = 1;

    /// <summary>Share of requests that are answered with 500.</summary>
    [Range(0.0, 1.0)]
    public double Errors { get; set; }

    /// <summary>Share of pages in the middle of which the connection is aborted.</summary>
    [Range(0.0, 1.0)]
    public double Drops { get; set; }

    /// <summary>Share of pages that are no JSON from somewhere on.</summary>
    [Range(0.0, 1.0)]
    public double Garbage { get; set; }

    /// <summary>Share of rows that are malformed this time.</summary>
    [Range(0.0, 1.0)]
    public double Malformed { get; set; }

    /// <summary>Share of rows that are repeated later in the page.</summary>
    [Range(0.0, 1.0)]
    public double Duplicates { get; set; }

    /// <summary>Share of orders that are malformed whenever they are read.</summary>
    [Range(0.0, 1.0)]
    public double BrokenOrders { get; set; }

    /// <summary>Share of orders that are not as they are with 0, as if their seller had edited them.</summary>
    [Range(0.0, 1.0)]
    public double AlteredOrders { get; set; }

    /// <summary>How long a token is good for.</summary>
    [Range(1, 31 * 24 * 3600)]
    public int TokenLifetimeSeconds { get; set; } = 3600;

    /// <summary>How many calls a token is good for; 0 for any number.</summary>
    [Range(0, 1_000_000_000)]
    public int TokenCalls { get; set; }

    /// <summary>Requests per second beyond which there is 429; 0 for no limit.</summary>
    [Range(0, 1_000_000)]
    public int RequestsPerSecond { get; set; }

    /// <summary>Whether every login is refused.</summary>
    public bool RefuseLogins { get; set; }

    /// <summary>Whether every request is answered with 503.</summary>
    public bool Down { get; set; }

    /// <summary>The seed of its faults; a random one when not set.</summary>
    [Range(0, int.MaxValue)]
    public int? FaultSeed { get; set; }

    /// <summary>The index of its last order; the one before the first when it has none.</summary>
    internal long LastIndex => FirstIndex + Orders - 1;

    /// <summary>Whether faults are drawn.</summary>
    internal bool HasFaultsByChance => TooManyRequests + Errors + Drops + Garbage + Malformed + Duplicates > 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LatencyP99Ms != 0 && LatencyP99Ms < LatencyMedianMs)
        {
            yield return new("It must not be less than the median.", [nameof(LatencyP99Ms)]);
        }
    }
}
