namespace Cartwright.Contracts;

/// <summary>The states of a return.</summary>
public static class ReturnStatus
{
    /// <summary>The customer asked for it; staff approve or reject it.</summary>
    public const string Requested = "requested";

    /// <summary>The customer may send the units back.</summary>
    public const string Approved = "approved";

    /// <summary>Staff refused it.</summary>
    public const string Rejected = "rejected";

    /// <summary>The customer took it back, or the units did not arrive in time.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The parcel is back; nobody has looked at the units yet.</summary>
    public const string Received = "received";

    /// <summary>Staff looked at the units; the refund is under way.</summary>
    public const string Inspected = "inspected";

    /// <summary>The money was given back, or nothing was to be given back.</summary>
    public const string Completed = "completed";

    /// <summary>The refund was refused; staff may ask again, or record money that went back on another way.</summary>
    public const string RefundFailed = "refund_failed";
}
