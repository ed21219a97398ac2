using Cartwright.Contracts;

namespace Cartwright.Accounts;

/// <summary>An address for the address book of a user.</summary>
public sealed record AddressRequest : PostalAddress
{
    /// <summary>The user's name for it.</summary>
    [Line(50)]
    public string? Label { get; init; }

    /// <summary>Whether to suggest it from now on. The first address is the default in any case.</summary>
    public bool IsDefault { get; init; }

    internal AddressResponse ToAddress(Guid id, bool isDefault) =>
        new(Normalized()) { Id = id, Label = FieldRules.NullIfEmpty(Label), IsDefault = isDefault };
}
