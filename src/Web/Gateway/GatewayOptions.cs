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
