using Microsoft.Extensions.Options;
using Stripe;

namespace Cartwright.Payments;

/// <summary>Stripe's own client over the outgoing calls of the program, which bound and measure them. Nothing is repeated by itself.</summary>
internal sealed class StripeConnection
{
    /// <summary>The name of the HTTP client.</summary>
    public const string Client = "stripe";

    public StripeConnection(IHttpClientFactory clients, IOptions<StripeOptions> options)
        : this(clients.CreateClient(Client), options.Value)
    {
    }

    /// <summary>Connects by an HTTP client.</summary>
    /// <exception cref="ArgumentException">The settings have no key.</exception>
    internal StripeConnection(HttpClient http, StripeOptions options)
    {
        var client = new StripeClient(new StripeClientOptions
        {
            ApiKey = options.SecretKey,
            ApiBase = options.Address.AbsoluteUri.TrimEnd('/'),
            HttpClient = new SystemNetHttpClient(http, maxNetworkRetries: 0, enableTelemetry: false),
        });
        (Intents, Refunds) = (new(client), new(client));
    }

    /// <summary>Payments, which Stripe calls payment intents.</summary>
    public PaymentIntentService Intents { get; }

    /// <summary>Refunds.</summary>
    public RefundService Refunds { get; }
}
