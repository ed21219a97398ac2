namespace Cartwright.Simulators;

/// <summary>What can be asked for after a charge.</summary>
internal static class ChargeOperation
{
    public const string Capture = "capture";
    public const string Void = "void";
    public const string Refund = "refund";
}
