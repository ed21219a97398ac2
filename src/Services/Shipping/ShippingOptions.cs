using System.ComponentModel.DataAnnotations;

namespace Cartwright.Shipping;

/// <summary>Settings of the section <c>Shipping</c>.</summary>
public sealed class ShippingOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Shipping";

    /// <summary>The carriers that staff can name, by a code of small letters, digits and hyphens. Unless set otherwise they are dhl, fedex and ups.</summary>
    public Dictionary<string, CarrierOptions> Carriers { get; } = new(StringComparer.Ordinal)
    {
        ["dhl"] = new() { Name = "DHL", TrackingUrl = "https://www.dhl.com/global-en/home/tracking.html?tracking-id={number}" },
        ["fedex"] = new() { Name = "FedEx", TrackingUrl = "https://www.fedex.com/fedextrack/?trknbr={number}" },
        ["ups"] = new() { Name = "UPS", TrackingUrl = "https://www.ups.com/track?tracknum={number}" },
    };

    /// <summary>How long shipments keep the address they went to.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00")]
    public TimeSpan AddressRetention { get; set; } = TimeSpan.FromDays(365);
}
