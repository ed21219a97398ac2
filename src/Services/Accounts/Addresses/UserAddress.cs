using Cartwright.Platform.Data;

namespace Cartwright.Accounts;

/// <summary>A postal address of a user.</summary>
/// <param name="Id">The address's id.</param>
/// <param name="Label">What the user calls it, for example <c>Home</c>.</param>
/// <param name="Street">Street and house number.</param>
/// <param name="City">City.</param>
/// <param name="State">State, province or region; empty where there is none.</param>
/// <param name="ZipCode">Postal code.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code, upper case.</param>
/// <param name="IsDefault">Whether it is the one to suggest; exactly one of a user's addresses is.</param>
public sealed record UserAddress(
    Guid Id, string? Label, string Street, string City, string State, string ZipCode, string Country, bool IsDefault)
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

/// <summary>An address as a client gives it.</summary>
/// <param name="Street">Street and house number.</param>
/// <param name="City">City.</param>
/// <param name="ZipCode">Postal code.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code.</param>
/// <param name="State">State, province or region.</param>
/// <param name="Label">What the user calls it.</param>
/// <param name="IsDefault">Whether to suggest it from now on. The first address is the default in any case.</param>
public sealed record AddressRequest(
    [Line(200, 1)] string Street = "",
    [Line(100, 1)] string City = "",
    [Line(20, 1)] string ZipCode = "",
    [Country] string Country = "",
    [Line(100)] string? State = null,
    [Line(50)] string? Label = null,
    bool IsDefault = false)
{
    internal UserAddress ToAddress(Guid id, bool isDefault) => new(
        id, FieldRules.NullIfEmpty(Label), Street.Trim(), City.Trim(), State?.Trim() ?? "", ZipCode.Trim(), Country.ToUpperInvariant(), isDefault);
}
