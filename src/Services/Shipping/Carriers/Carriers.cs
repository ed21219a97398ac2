using Microsoft.Extensions.Options;

namespace Cartwright.Shipping;

/// <summary>The carriers of the shop, by code.</summary>
internal sealed class Carriers(IOptions<ShippingOptions> options)
{
    /// <summary>The place of the tracking number in the address of a page.</summary>
    public const string NumberPlace = "{number}";

    /// <summary>The codes, sorted.</summary>
    public IReadOnlyList<string> Codes { get; } = [.. options.Value.Carriers.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The name that customers see; of a carrier that is no longer configured, its code.</summary>
    public string? NameOf(string? code) => code is null ? null : options.Value.Carriers.GetValueOrDefault(code)?.Name ?? code;

    /// <summary>The carrier's page about a shipment; null if there is none.</summary>
    public string? TrackingUrl(string? code, string? number) =>
        code is null || number is null ? null : options.Value.Carriers.GetValueOrDefault(code)?.TrackingUrl?.Replace(
            NumberPlace, Uri.EscapeDataString(number), StringComparison.Ordinal);
}
