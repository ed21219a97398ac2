using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.Http;

namespace Cartwright.Gateway;

/// <summary>Settings of the gateway, section <c>Gateway</c>.</summary>
public sealed class GatewayOptions
{
    /// <summary>The rate limits of a client.</summary>
    [Required]
    public RateLimitOptions RateLimit { get; set; } = new();

    /// <summary>Other origins whose scripts may call the API (CORS).</summary>
    public List<string> CorsOrigins { get; } = [];

    /// <summary>
    /// Addresses and networks (<c>10.0.0.0/8</c>) of the proxies in front of the gateway. Only these may state the client's address, scheme and host, in
    /// <c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c> and <c>X-Forwarded-Host</c>.
    /// </summary>
    [Networks]
    public List<string> TrustedProxies { get; } = [];

    /// <summary>How long the gateway waits for a connection to an instance before it asks another one, or answers 504.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an instance may be silent in an answer before the gateway gives up and answers 504.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether every request is written to a W3C log in the data folder.</summary>
    public bool RequestLog { get; set; } = true;
}
