using System.ComponentModel.DataAnnotations;

namespace Cartwright.Payments;

/// <summary>Settings of the payments service, section <c>Payments</c>.</summary>
public sealed class PaymentsOptions
{
    /// <summary>The provider that runs the charges and refunds while no other is named.</summary>
    internal const string SimulatedProvider = "simulated";

    /// <summary>The payment provider; <c>simulated</c> is the only one.</summary>
    public string Provider { get; set; } = SimulatedProvider;

    /// <summary>
    /// How long an instance owns a payment or refund that it claimed: longer than a call to the provider, which ends after 5 seconds.
    /// After a crash, another instance takes over when this time has passed.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:06", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>When the money of an order is captured; until then it is authorized.</summary>
    public CaptureTime CaptureOn { get; set; } = CaptureTime.Order;
}
