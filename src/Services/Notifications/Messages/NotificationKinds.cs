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

    /// <summary>The law demands it: it cannot be muted.</summary>
    public const string WithdrawalConfirmed = "withdrawal_confirmed";

    public const string ReturnRequested = "return_requested";
    public const string ReturnApproved = "return_approved";
    public const string ReturnRejected = "return_rejected";
    public const string ReturnCancelled = "return_cancelled";
    public const string ReturnReceived = "return_received";
    public const string ReturnCompleted = "return_completed";

    public const string PasswordReset = "password_reset";
    public const string PasswordChanged = "password_changed";
    public const string AccountErased = "account_erased";

    /// <summary>The kinds that users can mute.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Welcome, OrderConfirmed, OrderRejected, OrderCancelled, PaymentFailed, OrderShipped, OrderDelivered,
        ReturnRequested, ReturnApproved, ReturnRejected, ReturnCancelled, ReturnReceived, ReturnCompleted,
    ];

    /// <summary>The kinds that guard an account. They go out by mail only, because they matter most to somebody who is not signed in, and cannot be muted.</summary>
    public static IReadOnlyList<string> Essential { get; } = [PasswordReset, PasswordChanged, AccountErased];

    /// <summary>All kinds. Each has a built-in text in every built-in language.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. All, WithdrawalConfirmed, .. Essential];
}
