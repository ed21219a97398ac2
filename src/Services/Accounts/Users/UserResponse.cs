namespace Cartwright.Accounts;

/// <summary>A user.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="Username">Unique name.</param>
/// <param name="Email">Unique email address.</param>
/// <param name="FirstName">Given name, if any.</param>
/// <param name="LastName">Family name, if any.</param>
/// <param name="Phone">Telephone number, if any.</param>
/// <param name="Addresses">Postal addresses, the default one first.</param>
/// <param name="Roles">The roles of the user: <c>customer</c>, <c>admin</c>, <c>service</c>.</param>
/// <param name="Active">False once the account is deactivated.</param>
/// <param name="CreatedAt">When the account was created.</param>
/// <param name="Version">Counts the changes; sent as <c>ETag</c>.</param>
public sealed record UserResponse(
    Guid Id, string Username, string Email, string? FirstName, string? LastName, string? Phone,
    IReadOnlyList<AddressResponse> Addresses, IReadOnlyList<string> Roles, bool Active, DateTimeOffset CreatedAt, int Version);
