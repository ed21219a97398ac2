using System.Text.Json.Nodes;

namespace Cartwright.Simulators;

/// <summary>What changed at the simulated Stripe (https://docs.stripe.com/api/events/types).</summary>
/// <param name="Type">The type, for example <c>payment_intent.succeeded</c>.</param>
/// <param name="Object">The object after the change.</param>
internal sealed record StripeEvent(string Type, JsonObject Object)
{
    /// <summary>What the new state of an intent is told by; null when it is told by nothing.</summary>
    public static StripeEvent? Of(StripeIntent intent, string address)
    {
        var type = intent.Status switch
        {
            StripeStatus.Succeeded => "payment_intent.succeeded",
            StripeStatus.RequiresCapture => "payment_intent.amount_capturable_updated",
            StripeStatus.RequiresAction => "payment_intent.requires_action",
            StripeStatus.Canceled => "payment_intent.canceled",
            StripeStatus.RequiresPaymentMethod when intent.ErrorCode is not null => "payment_intent.payment_failed",
            _ => null,
        };
        return type is null ? null : new(type, StripeObjects.Of(intent, address));
    }
}
