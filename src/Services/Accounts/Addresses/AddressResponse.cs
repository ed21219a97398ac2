using System.Text.Json.Serialization;
using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Accounts;

/// <summary>An address of a user.</summary>
/// <param name="Id">The address's id.</param>
/// <param name="Label">The user's name for it, for example <c>Home</c>.</param>
/// <param name="Street">Street and house number.</param>
/// <param name="City">City.</param>
/// <param name="State">State, province or region; empty where there is none.</param>
/// <param name="ZipCode">Postal code.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code, upper case.</param>
/// <param name="IsDefault">Whether it is the one to suggest; exactly one of a user's addresses is.</param>
public sealed record AddressResponse(
    Guid Id, string? Label, string Street, string City, string? State, string ZipCode, string Country, [property: JsonPropertyOrder(1)] bool IsDefault)
    : PostalAddress(Street, City, State, ZipCode, Country)
{
    /// <summary>The columns of this record in <c>addresses</c>.</summary>
    internal const string Columns = "id, label, street, city, state, zip_code, country, is_default";

    internal Task<int> InsertAsync(UnitOfWork work, Guid userId, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            $"""
            insert into addresses (user_id, {Columns})
            values (@userId, @Id, @Label, @Street, @City, @State, @ZipCode, @Country, @IsDefault)
            """,
            new { userId, Id, Label, Street, City, State, ZipCode, Country, IsDefault },
            cancellationToken);
}
