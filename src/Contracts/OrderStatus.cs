namespace Cartwright.Contracts;

/// <summary>The states of an order.</summary>
public static class OrderStatus
{
    /// <summary>The order was placed; inventory decides whether it can be supplied.</summary>
    public const string Pending = "pending";

    /// <summary>The units are reserved; the payment is under way or has failed.</summary>
    public const string AwaitingPayment = "awaiting_payment";

    /// <summary>The total is captured or authorized; the order will be shipped.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>A shipment of the order was handed to the carrier; others will follow.</summary>
    public const string PartiallyShipped = "partially_shipped";

    /// <summary>All of the order was handed to the carrier.</summary>
    public const string Shipped = "shipped";

    /// <summary>The order arrived. Final.</summary>
    public const string Delivered = "delivered";

    /// <summary>The order could not be supplied. Final.</summary>
    public const string Rejected = "rejected";

    /// <summary>The order was cancelled or not paid in time. Final.</summary>
    public const string Cancelled = "cancelled";
}
