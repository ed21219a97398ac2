namespace Cartwright.Payments;

/// <summary>The outcome of a call to the provider.</summary>
internal abstract record ChargeOutcome
{
    /// <summary>The money was captured.</summary>
    public sealed record Captured(string ProviderId) : ChargeOutcome;

    /// <summary>The money is authorized, to be captured later.</summary>
    public sealed record Authorized(string ProviderId) : ChargeOutcome;

    /// <summary>The customer must confirm the payment with the bank first.</summary>
    /// <param name="ProviderId">The charge at the provider.</param>
    /// <param name="Url">Where the customer confirms.</param>
    public sealed record ActionRequired(string ProviderId, string Url) : ChargeOutcome;

    /// <summary>The authorization was voided.</summary>
    public sealed record Voided : ChargeOutcome;

    /// <summary>The provider refused for good to charge, to capture or to void; the money is where it was.</summary>
    public sealed record Declined(string Reason) : ChargeOutcome;

    /// <summary>The answer was lost, the provider failed or has not decided: the money may have been captured or not.</summary>
    /// <param name="Reason">Why, in a sentence.</param>
    /// <param name="ProviderId">The charge at the provider, where that much is known.</param>
    public sealed record Unknown(string Reason, string? ProviderId = null) : ChargeOutcome;

    /// <summary>The provider was not called, because the order was cancelled before.</summary>
    public sealed record NotCharged : ChargeOutcome;
}
