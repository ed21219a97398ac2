using System.ComponentModel.DataAnnotations;

namespace Cartwright.Gateway;

/// <summary>Settings of the gateway, section <c>Gateway</c>.</summary>
public sealed class GatewayOptions
{
    /// <summary>Bounds of how much one client may ask for.</summary>
    [Required]
    public RateLimitOptions RateLimit { get; set; } = new();

    /// <summary>Web sites of other origins whose scripts may call the interface.</summary>
    public List<string> CorsOrigins { get; } = [];

    /// <summary>Whether every request is written to a W3C log in the data folder.</summary>
    public bool RequestLog { get; set; } = true;
}

/// <summary>Requests per second that are let through on average; for a moment twice as many.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Of one signed-in user.</summary>
    [Range(1, 10_000_000)]
    public int PerUser { get; set; } = 500;

    /// <summary>Of one network address.</summary>
    [Range(1, 10_000_000)]
    public int PerAddress { get; set; } = 5000;
}
