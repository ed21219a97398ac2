namespace Cartwright.Notifications;

/// <summary>The kinds of notifications.</summary>
internal static class NotificationKinds
{
    public const string Welcome = "welcome";
    public const string OrderConfirmed = "order_confirmed";
    public const string OrderRejected = "order_rejected";
    public const string OrderCancelled = "order_cancelled";
    public const string PaymentFailed = "payment_failed";
    public const string OrderShipped = "order_shipped";
    public const string OrderDelivered = "order_delivered";

    /// <summary>Not one of <see cref="All"/>: users cannot mute it.</summary>
    public const string PasswordReset = "password_reset";

    public static IReadOnlyList<string> All { get; } =
        [Welcome, OrderConfirmed, OrderRejected, OrderCancelled, PaymentFailed, OrderShipped, OrderDelivered];
}
