using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.Hosting;

namespace Cartwright.Payments;

/// <summary>Settings of the payment provider Stripe, section <c>Payments:Stripe</c>.</summary>
public sealed class StripeOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Payments:Stripe";

    /// <summary>The secret key of the Stripe account, or a restricted key that may write payment intents and refunds. Stripe is configured when it is set.</summary>
    [StringLength(255, MinimumLength = 1)]
    public string? SecretKey { get; set; }

    /// <summary>Where Stripe's interface is; of the simulated Stripe that is the address of the simulators with the path <c>/stripe</c>.</summary>
    [Required, UrlScheme("http", "https")]
    public Uri Address { get; set; } = new("https://api.stripe.com");

    /// <summary>The secret that Stripe signs its webhooks with. While there is none, webhooks are refused, and payments are looked up from time to time.</summary>
    [StringLength(255, MinimumLength = 1)]
    public string? WebhookSecret { get; set; }

    /// <summary>The secret that was in use before, while it is rotated: it is accepted too.</summary>
    [StringLength(255, MinimumLength = 1)]
    public string? PreviousWebhookSecret { get; set; }

    internal IReadOnlyList<string> WebhookSecrets => [.. new[] { WebhookSecret, PreviousWebhookSecret }.OfType<string>()];

    /// <summary>
    /// How long Stripe is asked for a payment or refund that it failed to make. When it has none after that time, the payment or refund has failed.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan LookUpFor { get; set; } = TimeSpan.FromMinutes(1);
}
