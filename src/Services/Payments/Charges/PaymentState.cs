namespace Cartwright.Payments;

/// <summary>The states of a payment.</summary>
internal static class PaymentState
{
    public const string Processing = "processing";

    /// <summary>The customer must confirm the payment with the bank.</summary>
    public const string ActionRequired = "action_required";

    public const string Authorized = "authorized";
    public const string Capturing = "capturing";
    public const string Voiding = "voiding";
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";
    public const string Voided = "voided";

    /// <summary>The provider refused the capture for good; a person may ask again.</summary>
    public const string CaptureFailed = "capture_failed";

    /// <summary>The provider refused the void for good; a person may ask again.</summary>
    public const string VoidFailed = "void_failed";
}
