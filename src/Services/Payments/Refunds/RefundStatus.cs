namespace Cartwright.Payments;

/// <summary>The states of a refund.</summary>
internal static class RefundStatus
{
    /// <summary>The provider refused it for good: the money is kept.</summary>
    public const string Failed = "failed";
}
