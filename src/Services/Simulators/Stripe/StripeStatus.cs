namespace Cartwright.Simulators;

/// <summary>The states of a payment intent (https://docs.stripe.com/payments/paymentintents/lifecycle).</summary>
internal static class StripeStatus
{
    public const string RequiresPaymentMethod = "requires_payment_method";
    public const string RequiresConfirmation = "requires_confirmation";
    public const string RequiresAction = "requires_action";
    public const string RequiresCapture = "requires_capture";
    public const string Canceled = "canceled";
    public const string Succeeded = "succeeded";
}
