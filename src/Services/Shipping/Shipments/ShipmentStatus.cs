namespace Cartwright.Shipping;

/// <summary>The states of a shipment.</summary>
public static class ShipmentStatus
{
    /// <summary>It can be packed and dispatched.</summary>
    public const string Ready = "ready";

    /// <summary>It is packed; orders decides whether it may leave.</summary>
    public const string Dispatching = "dispatching";

    /// <summary>The carrier has it.</summary>
    public const string Dispatched = "dispatched";

    /// <summary>It arrived at the customer. Final.</summary>
    public const string Delivered = "delivered";

    /// <summary>Its order was cancelled before it left. Final.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<string> All { get; } = [Ready, Dispatching, Dispatched, Delivered, Cancelled];
}
