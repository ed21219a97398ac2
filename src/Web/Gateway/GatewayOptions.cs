using System.ComponentModel.DataAnnotations;

namespace Cartwright.Gateway;

/// <summary>Settings of the gateway, section <c>Gateway</c>.</summary>
public sealed class GatewayOptions
{
    /// <summary>The rate limits of a client.</summary>
    [Required]
    public RateLimitOptions RateLimit { get; set; } = new();

    /// <summary>Other origins whose scripts may call the API (CORS).</summary>
    public List<string> CorsOrigins { get; } = [];

    /// <summary>Whether every request is written to a W3C log in the data folder.</summary>
    public bool RequestLog { get; set; } = true;
}

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
