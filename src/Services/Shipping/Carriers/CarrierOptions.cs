using System.ComponentModel.DataAnnotations;

namespace Cartwright.Shipping;

/// <summary>A carrier, section <c>Shipping:Carriers:code</c>.</summary>
public sealed class CarrierOptions
{
    /// <summary>The name that customers see.</summary>
    [Required]
    [StringLength(64)]
    public string Name { get; set; } = "";

    /// <summary>The carrier's page about a shipment, with <c>{number}</c> in the place of the tracking number; none if there is no such page.</summary>
    [StringLength(500)]
    public string? TrackingUrl { get; set; }
}
