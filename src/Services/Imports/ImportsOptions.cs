using System.ComponentModel.DataAnnotations;

namespace Cartwright.Imports;

/// <summary>Settings of the imports service, section <c>Imports</c>.</summary>
public sealed class ImportsOptions
{
    /// <summary>The marketplaces to import from, by name.</summary>
    public Dictionary<string, MarketplaceOptions> Marketplaces { get; } = [];

    /// <summary>Reads the marketplaces one by one: of a whole dictionary, one that cannot be read would be passed over in silence.</summary>
    /// <exception cref="InvalidOperationException">A value cannot be read; the message says which.</exception>
    internal void ReadMarketplaces(IConfiguration settings)
    {
        foreach (var marketplace in settings.GetSection("Imports:Marketplaces").GetChildren())
        {
            Marketplaces[marketplace.Key] = marketplace.Get<MarketplaceOptions>() ?? new();
        }
    }

    /// <summary>How long a chunk belongs to whoever works on it without a sign of life: so long after a crash somebody else takes it.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:05:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a chunk is tried before it is given up and the import fails; it can be resumed.</summary>
    [Range(1, 1000)]
    public int AttemptsMax { get; set; } = 50;

    /// <summary>How many orders that are known already are looked at again when what is new is imported: some come late, some are changed.</summary>
    [Range(0, 100_000)]
    public int Overlap { get; set; } = 100;

    /// <summary>After how long without any progress an import is reported as stuck.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan StuckAfter { get; set; } = TimeSpan.FromMinutes(5);
}

/// <summary>A marketplace and how it is dealt with, section <c>Imports:Marketplaces:name</c>.</summary>
public sealed class MarketplaceOptions
{
    /// <summary>Where its interface is, https only outside Development; the system's own simulators when not set.</summary>
    public string? Address { get; set; }

    /// <summary>The account there.</summary>
    [MaxLength(200)]
    public string? Username { get; set; }

    /// <summary>The password of the account.</summary>
    [MaxLength(1000)]
    public string? Password { get; set; }

    /// <summary>What its amounts are in (ISO 4217).</summary>
    [RegularExpression("[A-Z]{3}", ErrorMessage = "Currency must be a code of three letters, such as EUR.")]
    public string Currency { get; set; } = "EUR";

    /// <summary>How many orders are asked for at once.</summary>
    [Range(1, 100_000)]
    public int ChunkSize { get; set; } = 2000;

    /// <summary>How many pages each instance asks for at the same time.</summary>
    [Range(1, 64)]
    public int Parallelism { get; set; } = 4;

    /// <summary>How many requests all instances together send in a second; 0 means as many as they can.</summary>
    [Range(0, 10_000)]
    public int RequestsPerSecond { get; set; }

    /// <summary>How long it may take until an answer begins.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an answer that has begun may stand still.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often an import of what is new starts by itself; not at all when not set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "31.00:00:00")]
    public TimeSpan? Schedule { get; set; }
}
