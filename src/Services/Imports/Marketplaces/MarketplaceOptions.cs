using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;

namespace Cartwright.Imports;

/// <summary>The settings of a marketplace, section <c>Imports:Marketplaces:name</c>.</summary>
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

    /// <summary>The currency of its amounts (ISO 4217). It cannot be changed once orders have been imported.</summary>
    [CurrencyCode(ErrorMessage = "Currency must be an ISO 4217 code, for example EUR.")]
    public string Currency { get; set; } = "EUR";

    /// <summary>How many orders a request asks for.</summary>
    [Range(1, 100_000)]
    public int ChunkSize { get; set; } = 2000;

    /// <summary>How many pages each instance requests at the same time.</summary>
    [Range(1, 64)]
    public int Parallelism { get; set; } = 4;

    /// <summary>The most requests per second of all instances together; 0 means no limit.</summary>
    [Range(0, 10_000)]
    public int RequestsPerSecond { get; set; }

    /// <summary>The longest time until a response begins.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest time without progress of a response that has begun.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The time between two imports of new orders; none when not set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "31.00:00:00")]
    public TimeSpan? Schedule { get; set; }
}
