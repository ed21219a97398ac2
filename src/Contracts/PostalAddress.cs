using System.ComponentModel.DataAnnotations;

namespace Cartwright.Contracts;

/// <summary>A postal address, as clients send it and services show it.</summary>
/// <param name="Street">Street and house number, 1 to 200 characters.</param>
/// <param name="City">City, 1 to 100 characters.</param>
/// <param name="State">State, province or region, at most 100 characters; null or empty where there is none.</param>
/// <param name="ZipCode">Postal code, 1 to 20 characters.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code.</param>
public record PostalAddress(
    [property: StringLength(PostalAddress.StreetMax, MinimumLength = 1)] string Street,
    [property: StringLength(PostalAddress.CityMax, MinimumLength = 1)] string City,
    [property: StringLength(PostalAddress.StateMax)] string? State,
    [property: StringLength(PostalAddress.ZipCodeMax, MinimumLength = 1)] string ZipCode,
    [property: Required, RegularExpression("^[A-Za-z]{2}$", ErrorMessage = "The country must be an ISO 3166-1 alpha-2 code, for example DE.")] string Country)
{
    /// <summary>The longest street, in characters.</summary>
    public const int StreetMax = 200;

    /// <summary>The longest city, in characters.</summary>
    public const int CityMax = 100;

    /// <summary>The longest state, in characters.</summary>
    public const int StateMax = 100;

    /// <summary>The longest postal code, in characters.</summary>
    public const int ZipCodeMax = 20;
}
