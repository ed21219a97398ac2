using System.ComponentModel.DataAnnotations;

namespace Cartwright.Gateway;

/// <summary>Permitted requests per second on average; bursts of twice as many.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Requests per second of one signed-in user, on average; a burst may be twice as large.</summary>
    [Range(1, 10_000_000)]
    public int PerUser { get; set; } = 500;

    /// <summary>Requests per second of one network address, on average; a burst may be twice as large.</summary>
    [Range(1, 10_000_000)]
    public int PerAddress { get; set; } = 5000;
}
