using System.Globalization;
using Stripe;

namespace Cartwright.Payments;

/// <summary>
/// Looks for what Stripe made of a request to which its answer says nothing. The list of objects is read: the search is up to an hour late.
/// </summary>
internal sealed class StripeLookup(StripeConnection stripe, TimeSpan lookUpFor, TimeProvider time)
{
    /// <summary>Why a payment has failed that Stripe has no intent of.</summary>
    public const string Failed = "The payment provider failed, and nothing was charged. Please pay again.";

    const int PageSize = 100;

    // More intents than this in the time since a payment was requested: then nobody can say that there is none.
    const int IntentsMax = 20_000;

    static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

    /// <summary>Whether the search for what was requested then may end without a result.</summary>
    public bool HasEnded(DateTimeOffset requestedAt) => requestedAt + lookUpFor < time.GetUtcNow();

    /// <summary>Finds the intent of a payment by our key; null when Stripe has none.</summary>
    /// <exception cref="HttpRequestException">There are too many to look through.</exception>
    public async Task<PaymentIntent?> IntentAsync(Payment payment, CancellationToken cancellationToken)
    {
        var list = new PaymentIntentListOptions
        {
            Limit = PageSize,
            Created = new DateRangeOptions { GreaterThanOrEqual = (payment.CreatedAt - ClocksDiffer).UtcDateTime },
        };
        var read = 0;
        await foreach (var intent in stripe.Intents.ListAutoPagingAsync(list, null, cancellationToken))
        {
            if (intent.Metadata.GetValueOrDefault(StripeRequests.KeyMember) == payment.IdempotencyKey)
            {
                return intent;
            }

            if (++read >= IntentsMax)
            {
                throw new HttpRequestException("There are too many payment intents to look through.");
            }
        }

        return null;
    }

    /// <summary>Finds a refund by our id; null when Stripe has none. A payment has at most 100.</summary>
    public async Task<Stripe.Refund?> RefundAsync(DueRefund refund, CancellationToken cancellationToken)
    {
        var id = refund.Id.ToString("N", CultureInfo.InvariantCulture);
        var list = new RefundListOptions { PaymentIntent = refund.ProviderId, Limit = PageSize };
        return (await stripe.Refunds.ListAsync(list, null, cancellationToken)).FirstOrDefault(r => r.Metadata.GetValueOrDefault(StripeRequests.RefundMember) == id);
    }
}
