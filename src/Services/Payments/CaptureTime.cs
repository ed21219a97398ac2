namespace Cartwright.Payments;

/// <summary>When money is captured.</summary>
public enum CaptureTime
{
    /// <summary>When the units of the order are reserved.</summary>
    Order,

    /// <summary>When the order is shipped.</summary>
    Shipment,
}
