using Cartwright.Contracts;

namespace Cartwright.Storefront.Components;

/// <summary>An address as it is typed into a form.</summary>
public sealed class AddressInput
{
    /// <summary>The person who receives what is sent.</summary>
    public string? Recipient { get; set; }

    /// <summary>The company at the address.</summary>
    public string? Company { get; set; }

    /// <summary>Street and number.</summary>
    public string? Street { get; set; }

    /// <summary>A second line.</summary>
    public string? Street2 { get; set; }

    /// <summary>Town.</summary>
    public string? City { get; set; }

    /// <summary>State or region, where addresses have one.</summary>
    public string? State { get; set; }

    /// <summary>Postal code, where addresses have one.</summary>
    public string? ZipCode { get; set; }

    /// <summary>ISO 3166 alpha-2 code.</summary>
    public string? Country { get; set; } = "DE";

    /// <summary>Telephone number for the carrier.</summary>
    public string? Phone { get; set; }

    internal PostalAddress ToPostal() => new()
    {
        Recipient = Recipient,
        Company = Company,
        Street = Street ?? "",
        Street2 = Street2,
        City = City ?? "",
        State = State,
        ZipCode = ZipCode,
        Country = Country ?? "",
        Phone = Phone,
    };
}
