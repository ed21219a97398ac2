namespace Cartwright.Simulators;

/// <summary>The kinds of requests that change something.</summary>
internal static class StripeRequest
{
    public const string Create = "create";
    public const string Confirm = "confirm";
    public const string Capture = "capture";
    public const string Cancel = "cancel";
    public const string Refund = "refund";
}
