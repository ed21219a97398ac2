namespace Cartwright.Contracts;

/// <summary>The states of the payment of an order, as the order shows them.</summary>
public static class OrderPaymentStatus
{
    /// <summary>No payment was requested yet.</summary>
    public const string None = "none";

    /// <summary>A payment is under way.</summary>
    public const string Requested = "requested";

    /// <summary>The last payment failed; the customer may pay again.</summary>
    public const string Failed = "failed";

    /// <summary>The total is authorized; it is captured when the order is shipped.</summary>
    public const string Authorized = "authorized";

    /// <summary>The total is captured.</summary>
    public const string Completed = "completed";

    /// <summary>The authorization was voided; nothing was captured.</summary>
    public const string Voided = "voided";

    /// <summary>The order was cancelled before its payment was charged.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>All that was captured was refunded.</summary>
    public const string Refunded = "refunded";

    /// <summary>The provider refused to capture what is authorized for a shipped order; an administrator may ask again.</summary>
    public const string CaptureFailed = "capture_failed";

    /// <summary>The provider refused to void what is authorized for a cancelled order; an administrator may ask again.</summary>
    public const string VoidFailed = "void_failed";

    /// <summary>The provider refused a refund: the money is kept until another refund succeeds.</summary>
    public const string RefundFailed = "refund_failed";
}
