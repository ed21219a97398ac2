using Cartwright.Storefront.Api;

namespace Cartwright.Storefront.Components;

/// <summary>An address as it is typed into a form.</summary>
public sealed class AddressInput
{
    /// <summary>Street and number.</summary>
    public string? Street { get; set; }

    /// <summary>Town.</summary>
    public string? City { get; set; }

    /// <summary>State or region, where addresses have one.</summary>
    public string? State { get; set; }

    /// <summary>Postal code.</summary>
    public string? ZipCode { get; set; }

    /// <summary>ISO 3166 alpha-2 code.</summary>
    public string? Country { get; set; } = "DE";

    internal PostalAddress ToPostal() => new(Street, City, State, ZipCode, Country);
}
