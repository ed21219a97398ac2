namespace Cartwright.Webhooks;

/// <summary>What became of a delivery.</summary>
public static class DeliveryStatus
{
    /// <summary>It is due, is attempted again later, or waits for an earlier one of its aggregate.</summary>
    public const string Pending = "pending";

    /// <summary>The server has taken it.</summary>
    public const string Delivered = "delivered";

    /// <summary>All attempts failed.</summary>
    public const string Failed = "failed";
}
