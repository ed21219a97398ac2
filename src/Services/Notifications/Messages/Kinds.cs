namespace Cartwright.Notifications;

/// <summary>What users are told of.</summary>
internal static class Kinds
{
    public const string Welcome = "welcome";
    public const string OrderConfirmed = "order_confirmed";
    public const string OrderRejected = "order_rejected";
    public const string OrderCancelled = "order_cancelled";
    public const string PaymentFailed = "payment_failed";
    public const string OrderShipped = "order_shipped";
    public const string OrderDelivered = "order_delivered";

    public static IReadOnlyList<string> All { get; } =
        [Welcome, OrderConfirmed, OrderRejected, OrderCancelled, PaymentFailed, OrderShipped, OrderDelivered];
}

/// <summary>The ways to users.</summary>
internal static class Channels
{
    public const string InApp = "in_app";
    public const string Mail = "mail";

    public static IReadOnlyList<string> All { get; } = [InApp, Mail];
}

/// <summary>How far a notification has come.</summary>
internal static class Statuses
{
    /// <summary>Kept for the history only: no mail server is configured.</summary>
    public const string Recorded = "recorded";

    /// <summary>To be sent, for the first time or again.</summary>
    public const string Pending = "pending";

    /// <summary>The mail server has taken it, or it stands in the user's list.</summary>
    public const string Sent = "sent";

    /// <summary>Given up.</summary>
    public const string Failed = "failed";
}
