using Stripe;

namespace Cartwright.Payments;

/// <summary>What the state of an object of Stripe means for a payment or refund, without any I/O.</summary>
internal static class StripeOutcome
{
    /// <summary>Why an outcome is unknown when there was no answer.</summary>
    public const string Unanswered = "The provider did not answer.";

    /// <summary>The outcome that an intent shows.</summary>
    /// <exception cref="InvalidOperationException">The intent is of another amount: it is not that of the payment.</exception>
    public static ChargeOutcome Of(PaymentIntent intent, Payment payment)
    {
        if (intent.Amount != StripeAmount.Of(payment.Amount, payment.Currency)
            || !string.Equals(intent.Currency, payment.Currency, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"Payment {payment.Id} is of {payment.Amount} {payment.Currency}, but {intent.Id} is of {intent.Amount} {intent.Currency}.");
        }

        return intent.Status switch
        {
            "succeeded" => new ChargeOutcome.Captured(intent.Id),
            "requires_capture" => new ChargeOutcome.Authorized(intent.Id),
            "processing" => new ChargeOutcome.Unknown("The bank has not decided yet.", intent.Id),
            "canceled" when payment.Status == PaymentState.Voiding => new ChargeOutcome.Voided(),
            "canceled" when payment.Status == PaymentState.Capturing => new ChargeOutcome.Declined("The authorization has ended."),
            "canceled" => new ChargeOutcome.Declined("The payment provider cancelled the payment."),
            "requires_payment_method" => new ChargeOutcome.Declined(StripeRefusal.Reason(intent.LastPaymentError)),
            "requires_action" when intent.NextAction?.RedirectToUrl?.Url is { } url => new ChargeOutcome.ActionRequired(intent.Id, url),
            _ => new ChargeOutcome.Unknown($"The payment is {intent.Status} at the provider.", intent.Id),
        };
    }

    /// <summary>The outcome that a refund shows. A pending one is on its way.</summary>
    public static RefundOutcome Of(Stripe.Refund refund) => refund.Status switch
    {
        "failed" or "canceled" => new RefundOutcome.Refused("The bank declined the refund."),
        _ => new RefundOutcome.Refunded(),
    };
}
