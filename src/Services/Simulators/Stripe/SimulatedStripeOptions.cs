using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.Hosting;

namespace Cartwright.Simulators;

/// <summary>Settings of the simulated Stripe, section <c>Simulators:Stripe</c>.</summary>
public sealed class SimulatedStripeOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Simulators:Stripe";

    /// <summary>The secret key that its callers must have.</summary>
    [StringLength(255, MinimumLength = 1)]
    public string SecretKey { get; set; } = "sk_test_simulated";

    /// <summary>Where it sends its webhooks; nowhere when not set. A request to <c>/stripe/v1/webhook_endpoints</c> names another address.</summary>
    [UrlScheme("http", "https")]
    public Uri? WebhookUrl { get; set; }

    /// <summary>The secret that it signs its webhooks with.</summary>
    [StringLength(255, MinimumLength = 1)]
    public string WebhookSecret { get; set; } = "whsec_simulated";

    /// <summary>How often it sends each webhook. Stripe sends some twice.</summary>
    [Range(1, 10)]
    public int WebhookCopies { get; set; } = 1;

    /// <summary>Each copy waits for a random time up to this one, so that they come in another order.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan WebhookDelayMax { get; set; }
}
