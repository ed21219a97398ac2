using Cartwright.Contracts;
using Cartwright.Storefront.Api;

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

    /// <summary>What the customer calls it, where the form edits an entry of the address book.</summary>
    public string? Label { get; set; }

    /// <summary>Whether to suggest it from now on, where the form edits an entry of the address book.</summary>
    public bool IsDefault { get; set; }

    /// <summary>The version that the customer has seen, where the form edits an entry of the address book; 0 is one that none has.</summary>
    public int Version { get; set; }

    /// <summary>An entry of the address book, for a form that edits it.</summary>
    /// <param name="saved">The entry.</param>
    /// <param name="customer">The name of the customer: an entry that shows it keeps following it.</param>
    internal static AddressInput Of(SavedAddress saved, string? customer) => new()
    {
        Recipient = saved.Recipient == customer ? null : saved.Recipient,
        Company = saved.Company,
        Street = saved.Street,
        Street2 = saved.Street2,
        City = saved.City,
        State = saved.State,
        ZipCode = saved.ZipCode,
        Country = saved.Country,
        Phone = saved.Phone,
        Label = saved.Label,
        IsDefault = saved.IsDefault,
        Version = saved.Version,
    };

    /// <summary>What is saved, where it is not what was typed, in a sentence.</summary>
    internal string Differences(AddressInput saved)
    {
        (string Name, string? Typed, string? Saved)[] fields =
        [
            ("name", Label, saved.Label), ("recipient", Recipient, saved.Recipient), ("company", Company, saved.Company), ("street", Street, saved.Street),
            ("apartment, floor or building", Street2, saved.Street2), ("postal code", ZipCode, saved.ZipCode), ("city", City, saved.City),
            ("state or region", State, saved.State), ("country", Country, saved.Country), ("phone", Phone, saved.Phone),
        ];
        return FieldDifferences.Describe(fields);
    }

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
