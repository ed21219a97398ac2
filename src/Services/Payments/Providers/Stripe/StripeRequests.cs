using System.Globalization;
using Stripe;

namespace Cartwright.Payments;

/// <summary>The requests to Stripe. Those with the same key must be the same to the letter: they depend on nothing but the payment and the settings.</summary>
internal static class StripeRequests
{
    /// <summary>The metadata that holds our key of a payment, see <see cref="PaymentKey"/>.</summary>
    public const string KeyMember = "key";

    /// <summary>The metadata that holds the order.</summary>
    public const string OrderMember = "order";

    /// <summary>The metadata that holds our id of a refund.</summary>
    public const string RefundMember = "refund";

    /// <summary>Creates and confirms an intent in one request.</summary>
    /// <param name="payment">The payment.</param>
    /// <param name="amount">Its amount in Stripe's units.</param>
    /// <param name="capture">Whether to capture it at once.</param>
    /// <param name="shop">
    /// Where customers open the shop: they return there after they have confirmed the payment with the bank. Null when that is not known; a payment that must
    /// be confirmed is declined then, instead of an intent that waits.
    /// </param>
    public static PaymentIntentCreateOptions Charge(Payment payment, long amount, bool capture, Uri? shop)
    {
        var options = Nothing(payment, amount);
        options.Confirm = true;
        options.PaymentMethod = payment.Token;
        options.CaptureMethod = capture ? "automatic" : "manual";
        options.AutomaticPaymentMethods = new() { Enabled = true, AllowRedirects = shop is null ? "never" : "always" };
        options.ErrorOnRequiresAction = shop is null ? true : null;
        options.ReturnUrl = shop is null ? null : new Uri(shop, $"/orders/{payment.OrderId}").AbsoluteUri;
        return options;
    }

    /// <summary>Creates an intent that charges nothing.</summary>
    public static PaymentIntentCreateOptions Nothing(Payment payment, long amount) => new()
    {
        Amount = amount,
        Currency = payment.Currency.ToLowerInvariant(),
        Metadata = new()
        {
            [KeyMember] = payment.IdempotencyKey,
            [OrderMember] = payment.OrderId.ToString(),
        },
    };

    /// <summary>Refunds a part of an intent.</summary>
    public static RefundCreateOptions Refund(DueRefund refund, long amount) => new()
    {
        PaymentIntent = refund.ProviderId,
        Amount = amount,
        Metadata = new() { [RefundMember] = refund.Id.ToString("N", CultureInfo.InvariantCulture) },
    };

    /// <summary>Sends a request with an idempotency key, at most 255 characters.</summary>
    public static RequestOptions WithKey(string key) => new() { IdempotencyKey = key };
}
