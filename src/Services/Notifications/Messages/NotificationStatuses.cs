namespace Cartwright.Notifications;

/// <summary>The states of a notification.</summary>
internal static class NotificationStatuses
{
    /// <summary>Recorded only: no mail server is configured, or a later notification about the order was written before.</summary>
    public const string Recorded = "recorded";

    /// <summary>Waits to be sent.</summary>
    public const string Pending = "pending";

    /// <summary>Accepted by the mail server, or shown in the user's list.</summary>
    public const string Sent = "sent";

    /// <summary>Failed for good.</summary>
    public const string Failed = "failed";
}
