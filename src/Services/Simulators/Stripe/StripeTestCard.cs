using System.Collections.Frozen;

namespace Cartwright.Simulators;

/// <summary>
/// The means of payment of the simulated Stripe: some of Stripe's own for tests (https://docs.stripe.com/testing), and others, whose names begin with
/// <c>pm_sim_</c>, that fail in ways which cannot be asked of Stripe.
/// </summary>
/// <param name="Code">The code of the error that it is refused with; null when it pays.</param>
/// <param name="DeclineCode">What the bank says, where it declines.</param>
/// <param name="NeedsAction">Whether the customer must confirm with the bank.</param>
/// <param name="Lost">The requests whose first answer is lost, although they succeed.</param>
/// <param name="Failing">The requests that fail with 500, which Stripe saves as the answer to their keys.</param>
/// <param name="IsFailureTotal">Whether a failed request has done nothing; else it has succeeded.</param>
/// <param name="RefusesCapture">Whether the first capture is declined.</param>
internal sealed record StripeTestCard(
    string? Code = null, string? DeclineCode = null, bool NeedsAction = false, string[]? Lost = null, string[]? Failing = null, bool IsFailureTotal = false,
    bool RefusesCapture = false)
{
    const string Declined = "card_declined";

    static readonly FrozenDictionary<string, StripeTestCard> All = new Dictionary<string, StripeTestCard>
    {
        ["pm_card_visa"] = new(),
        ["pm_card_mastercard"] = new(),
        ["pm_card_visa_chargeDeclined"] = new(Declined, "generic_decline"),
        ["pm_card_visa_chargeDeclinedInsufficientFunds"] = new(Declined, "insufficient_funds"),
        ["pm_card_visa_chargeDeclinedLostCard"] = new(Declined, "lost_card"),
        ["pm_card_chargeDeclinedExpiredCard"] = new("expired_card"),
        ["pm_card_chargeDeclinedIncorrectCvc"] = new("incorrect_cvc"),
        ["pm_card_chargeDeclinedProcessingError"] = new("processing_error"),
        ["pm_card_authenticationRequired"] = new(NeedsAction: true),
        ["pm_card_threeDSecure2Required"] = new(NeedsAction: true),
        ["pm_sim_lost"] = new(Lost: [StripeRequest.Create, StripeRequest.Capture, StripeRequest.Cancel, StripeRequest.Refund]),
        ["pm_sim_error_after"] = new(Failing: [StripeRequest.Create, StripeRequest.Capture, StripeRequest.Cancel, StripeRequest.Refund]),
        ["pm_sim_error_before_charge"] = new(Failing: [StripeRequest.Create], IsFailureTotal: true),
        ["pm_sim_error_before_refund"] = new(Failing: [StripeRequest.Refund], IsFailureTotal: true),
        ["pm_sim_lost_decline"] = new(Declined, "generic_decline", Lost: [StripeRequest.Create]),
        ["pm_sim_capture_declined"] = new(RefusesCapture: true),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The means of payment of a name; null when there is none.</summary>
    public static StripeTestCard? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>Whether a request fails before it does anything.</summary>
    public bool FailsBefore(string request) => IsFailureTotal && Failing?.Contains(request) == true;

    /// <summary>What the caller gets to see of the answer to a request that was done.</summary>
    public StripeAnswer Shown(string request, StripeAnswer answer) =>
        Failing?.Contains(request) == true ? StripeAnswer.Failure() with { Event = answer.Event }
        : Lost?.Contains(request) == true ? answer with { IsLost = true }
        : answer;
}
