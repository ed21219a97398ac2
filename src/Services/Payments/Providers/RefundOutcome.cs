namespace Cartwright.Payments;

/// <summary>The outcome of a request to refund money.</summary>
internal abstract record RefundOutcome
{
    /// <summary>The money is on its way back.</summary>
    public sealed record Refunded : RefundOutcome;

    /// <summary>The provider refused for good; the money stays.</summary>
    public sealed record Refused(string Reason) : RefundOutcome;

    /// <summary>The answer was lost or the provider failed: the money may be on its way back or not.</summary>
    public sealed record Unknown(string Reason) : RefundOutcome;
}
