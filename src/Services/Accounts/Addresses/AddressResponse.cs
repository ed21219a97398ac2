using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Accounts;

/// <summary>An address of a user.</summary>
public sealed record AddressResponse : PostalAddress
{
    /// <summary>Creates an empty one, to be read into.</summary>
    public AddressResponse()
    {
    }

    [SetsRequiredMembers]
    internal AddressResponse(PostalAddress address) : base(address)
    {
    }

    /// <summary>The address's id.</summary>
    public Guid Id { get; init; }

    /// <summary>The user's name for it, for example <c>Home</c>.</summary>
    public string? Label { get; init; }

    /// <summary>Whether it is the one to suggest; exactly one of a user's addresses is.</summary>
    [JsonPropertyOrder(1)]
    public bool IsDefault { get; init; }

    /// <summary>Counts the changes; an edit names it as <c>If-Match</c>.</summary>
    [JsonPropertyOrder(1)]
    public int Version { get; init; } = 1;

    /// <summary>The columns of this record in <c>addresses</c>.</summary>
    internal const string Columns = "id, label, recipient, company, street, street2, city, state, zip_code, country, phone, is_default, version";

    /// <summary>The address as users see it: a recipient that is left out is the user, where the account has a name.</summary>
    /// <param name="name">The name of the user; null or empty if the account has none.</param>
    internal AddressResponse Of(string? name) => Recipient is null && !string.IsNullOrEmpty(name) ? this with { Recipient = name } : this;

    internal Task<int> InsertAsync(UnitOfWork work, Guid userId, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            $"""
            insert into addresses (user_id, {Columns})
            values (@userId, @Id, @Label, @Recipient, @Company, @Street, @Street2, @City, @State, @ZipCode, @Country, @Phone, @IsDefault, @Version)
            """,
            new { userId, Id, Label, Recipient, Company, Street, Street2, City, State, ZipCode, Country, Phone, IsDefault, Version },
            cancellationToken);
}
