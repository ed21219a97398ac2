using Stripe;

namespace Cartwright.Payments;

/// <summary>The captured charges that Stripe has of the shop, read from its list of payment intents.</summary>
public sealed class StripeBooks : IProviderBooks
{
    const int PageSize = 100;

    readonly StripeConnection _stripe;

    /// <summary>Reads the books of the account that the settings name.</summary>
    /// <param name="http">Makes the calls.</param>
    /// <param name="options">The settings, with the secret key.</param>
    public StripeBooks(HttpClient http, StripeOptions options) => _stripe = new(http, options);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ProviderCharge>> ListChargesAsync(CancellationToken cancellationToken)
    {
        var charges = new List<ProviderCharge>();
        var list = new PaymentIntentListOptions { Limit = PageSize, Expand = ["data.latest_charge"] };
        await foreach (var intent in _stripe.Intents.ListAutoPagingAsync(list, null, cancellationToken))
        {
            if (intent.Status == "succeeded" && intent.Metadata.TryGetValue(StripeRequests.KeyMember, out var key))
            {
                charges.Add(new(
                    key,
                    StripeAmount.Read(intent.AmountReceived, intent.Currency),
                    StripeAmount.Read(intent.LatestCharge?.AmountRefunded ?? 0, intent.Currency)));
            }
        }

        return charges;
    }
}
