using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Accounts;

/// <summary>A user as the service shows it.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="Username">Unique name.</param>
/// <param name="Email">Unique address for mail.</param>
/// <param name="FirstName">Given name, when told.</param>
/// <param name="LastName">Family name, when told.</param>
/// <param name="Phone">Telephone number, when told.</param>
/// <param name="Addresses">Postal addresses, the default one first.</param>
/// <param name="Roles">What the user may do: <c>customer</c>, <c>admin</c>, <c>service</c>.</param>
/// <param name="Active">False once the account is deactivated.</param>
/// <param name="CreatedAt">When the account was made.</param>
/// <param name="Version">Counts the changes; sent as <c>ETag</c>.</param>
public sealed record Profile(
    Guid Id, string Username, string Email, string? FirstName, string? LastName, string? Phone,
    IReadOnlyList<UserAddress> Addresses, IReadOnlyList<string> Roles, bool Active, DateTimeOffset CreatedAt, int Version);

/// <summary>A row of <c>users</c> with its addresses, without what nobody may see.</summary>
internal sealed record User(
    Guid Id, string Username, string Email, string? FirstName, string? LastName, string? Phone,
    string Roles, bool Active, DateTimeOffset CreatedAt, int Version, string Addresses)
{
    /// <summary>The columns of this record, for a <c>select</c> from or a <c>returning</c> of <c>users as u</c>.</summary>
    public const string Columns =
        """
        u.id, u.username, u.email, u.first_name, u.last_name, u.phone, array_to_string(u.roles, ' ') as roles, u.active, u.created_at, u.version,
        coalesce((
            select jsonb_agg(
                jsonb_build_object(
                    'id', a.id, 'label', a.label, 'street', a.street, 'city', a.city, 'state', a.state,
                    'zipCode', a.zip_code, 'country', a.country, 'isDefault', a.is_default)
                order by a.is_default desc, a.id)
            from addresses a
            where a.user_id = u.id), '[]')::text as addresses
        """;

    public Profile ToProfile() => new(
        Id, Username, Email, FirstName, LastName, Phone,
        JsonSerializer.Deserialize(Addresses, AccountsJson.Default.IReadOnlyListUserAddress)!,
        Roles.Split(' '), Active, CreatedAt, Version);

    public UserUpdated ToUpdated() => new(Id, Username, Email, FirstName, LastName, Phone, Roles.Split(' '), Active);

    public static Task<User?> FindAsync(Database database, Guid id, CancellationToken cancellationToken) =>
        database.QuerySingleOrDefaultAsync<User>($"select {Columns} from users u where u.id = @id", new { id }, cancellationToken);
}
