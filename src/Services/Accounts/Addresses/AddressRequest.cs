using Cartwright.Contracts;

namespace Cartwright.Accounts;

/// <summary>An address as a client sends it.</summary>
/// <param name="Street">Street and house number.</param>
/// <param name="City">City.</param>
/// <param name="ZipCode">Postal code.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code.</param>
/// <param name="State">State, province or region.</param>
/// <param name="Label">The user's name for it.</param>
/// <param name="IsDefault">Whether to suggest it from now on. The first address is the default in any case.</param>
public sealed record AddressRequest(
    [Line(PostalAddress.StreetMax, 1)] string Street = "",
    [Line(PostalAddress.CityMax, 1)] string City = "",
    [Line(PostalAddress.ZipCodeMax, 1)] string ZipCode = "",
    [Country] string Country = "",
    [Line(PostalAddress.StateMax)] string? State = null,
    [Line(50)] string? Label = null,
    bool IsDefault = false)
{
    internal AddressResponse ToAddress(Guid id, bool isDefault) => new(
        id, FieldRules.NullIfEmpty(Label), Street.Trim(), City.Trim(), State?.Trim() ?? "", ZipCode.Trim(), Country.ToUpperInvariant(), isDefault);
}
