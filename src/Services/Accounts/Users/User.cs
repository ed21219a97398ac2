using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Accounts;

/// <summary>A row of <c>users</c> with its addresses, without the password hash.</summary>
internal sealed record User(
    Guid Id, string Username, string Email, string? FirstName, string? LastName, string? Phone,
    string Roles, bool Active, DateTimeOffset CreatedAt, int Version, string Addresses)
{
    /// <summary>Given and family name of a user, for statements about <c>users as u</c>; empty when the account has none.</summary>
    public const string FullName = "concat_ws(' ', u.first_name, u.last_name)";

    /// <summary>The columns of this record, for a <c>select</c> from or a <c>returning</c> of <c>users as u</c>.</summary>
    public const string Columns =
        $"""
        u.id, u.username, u.email, u.first_name, u.last_name, u.phone, array_to_string(u.roles, ' ') as roles, u.active, u.created_at, u.version,
        coalesce((
            select jsonb_agg(
                jsonb_build_object(
                    'id', a.id, 'label', a.label, 'recipient', coalesce(a.recipient, nullif({FullName}, '')), 'company', a.company,
                    'street', a.street, 'street2', a.street2, 'city', a.city, 'state', a.state, 'zipCode', a.zip_code, 'country', a.country,
                    'phone', a.phone, 'isDefault', a.is_default, 'version', a.version)
                order by a.is_default desc, a.id)
            from addresses a
            where a.user_id = u.id), '[]')::text as addresses
        """;

    public UserResponse ToResponse() => new(
        Id, Username, Email, FirstName, LastName, Phone,
        JsonSerializer.Deserialize(Addresses, AccountsJson.Default.IReadOnlyListAddressResponse)!,
        Roles.Split(' '), Active, CreatedAt, Version);

    public UserUpdated ToUpdated() => new(Id, Username, Email, FirstName, LastName, Phone, Roles.Split(' '), Active);

    /// <summary>A user; null when there is none of this id, or none any more.</summary>
    public static Task<User?> FindAsync(Database database, Guid id, CancellationToken cancellationToken) => database.QuerySingleOrDefaultAsync<User>(
        $"select {Columns} from users u where u.id = @id and u.erased_at is null", new { id }, cancellationToken);
}
