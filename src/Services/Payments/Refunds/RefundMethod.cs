namespace Cartwright.Payments;

/// <summary>How money is given back.</summary>
internal static class RefundMethod
{
    /// <summary>By the payment provider.</summary>
    public const string Provider = "provider";

    /// <summary>Outside of the provider, for example by bank transfer: the shop records it only.</summary>
    public const string Manual = "manual";
}
