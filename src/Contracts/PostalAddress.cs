using System.ComponentModel.DataAnnotations;

namespace Cartwright.Contracts;

/// <summary>
/// A postal address, as clients send it and services show it. All services accept the same addresses: each text is one line of visible characters, the country
/// has an officially assigned code, and the postal code is one of that country where it has postal codes.
/// </summary>
public record PostalAddress : IValidatableObject
{
    /// <summary>The longest recipient, in characters: as long as given and family name of a user together.</summary>
    public const int RecipientMax = 201;

    /// <summary>The longest company, city and state, in characters.</summary>
    public const int NameMax = 100;

    /// <summary>The longest street, and second line, in characters.</summary>
    public const int StreetMax = 200;

    /// <summary>The longest postal code, in characters.</summary>
    public const int ZipCodeMax = 20;

    /// <summary>The person who receives what is sent; the account holder where it is left out.</summary>
    [Line(RecipientMax)]
    public string? Recipient { get; init; }

    /// <summary>The company at the address, if any.</summary>
    [Line(NameMax)]
    public string? Company { get; init; }

    /// <summary>Street and house number.</summary>
    [Line(StreetMax, 1)]
    public required string Street { get; init; }

    /// <summary>A second line, for example the apartment or the floor.</summary>
    [Line(StreetMax)]
    public string? Street2 { get; init; }

    /// <summary>City.</summary>
    [Line(NameMax, 1)]
    public required string City { get; init; }

    /// <summary>State, province or region; empty where there is none.</summary>
    [Line(NameMax)]
    public string? State { get; init; }

    /// <summary>Postal code; empty where there is none.</summary>
    [Line(ZipCodeMax)]
    public string? ZipCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2 code, in capital or small letters; services show capital ones.</summary>
    [CountryCode]
    public required string Country { get; init; }

    /// <summary>Telephone number for the carrier, if any.</summary>
    [PhoneNumber]
    public string? Phone { get; init; }

    /// <summary>The address as services keep it: without spaces around the texts, and with the country's code in capital letters.</summary>
    public PostalAddress Normalized() => this with
    {
        Recipient = TextOrNull(Recipient),
        Company = TextOrNull(Company),
        Street = Street.Trim(),
        Street2 = TextOrNull(Street2),
        City = City.Trim(),
        State = State?.Trim() ?? "",
        ZipCode = ZipCode?.Trim() ?? "",
        Country = Country.ToUpperInvariant(),
        Phone = TextOrNull(Phone),
    };

    /// <summary>Compares the postal code with the country, which the annotations cannot.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Contracts.Country.TryFind(Country, out var country))
        {
            yield break;
        }

        if (string.IsNullOrWhiteSpace(ZipCode))
        {
            if (country.HasPostalCodes)
            {
                yield return new($"An address in {country.Name} needs a postal code.", [nameof(ZipCode)]);
            }
        }
        else if (!country.AcceptsPostalCode(ZipCode))
        {
            yield return new($"This is no postal code of {country.Name}.", [nameof(ZipCode)]);
        }
    }

    static string? TextOrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
