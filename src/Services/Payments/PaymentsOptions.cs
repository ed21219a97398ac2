using System.ComponentModel.DataAnnotations;

namespace Cartwright.Payments;

/// <summary>Settings of the payments service, section <c>Payments</c>.</summary>
public sealed class PaymentsOptions
{
    internal const string Section = "Payments";

    /// <summary>The payment provider of each method of payment for which <c>Methods</c> names no other: <c>simulated</c> or <c>stripe</c>.</summary>
    public string Provider { get; set; } = PaymentProvider.Simulated;

    /// <summary>The payment providers of single methods of payment, for example <c>Payments:Methods:card = stripe</c>.</summary>
    public Dictionary<string, string> Methods { get; } = [];

    /// <summary>
    /// How long an instance owns a payment or refund that it claimed: longer than a call to the provider, which ends after 5 seconds.
    /// After a crash, another instance takes over when this time has passed.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:06", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>When the money of an order is captured; until then it is authorized.</summary>
    public CaptureTime CaptureOn { get; set; } = CaptureTime.Order;

    /// <summary>The provider that new payments of a method are made with.</summary>
    internal string ProviderOf(string method) => Methods.GetValueOrDefault(method, Provider);
}
