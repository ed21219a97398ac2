using System.ComponentModel.DataAnnotations;

namespace Cartwright.Payments;

/// <summary>Settings of the payments service, section <c>Payments</c>.</summary>
public sealed class PaymentsOptions
{
    /// <summary>
    /// How long a payment or refund belongs to whoever claimed it: longer than a call to the provider lasts, which is given up after 5 seconds.
    /// After a crash, what was under way is taken up again when this time is over.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:06", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>When the money of an order is taken; until then it is only set aside.</summary>
    public CaptureTime CaptureOn { get; set; } = CaptureTime.Order;
}

/// <summary>When money is taken.</summary>
public enum CaptureTime
{
    /// <summary>At once, when the order is placed.</summary>
    Order,

    /// <summary>When the order is sent.</summary>
    Shipment,
}
