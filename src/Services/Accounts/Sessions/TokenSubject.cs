namespace Cartwright.Accounts;

/// <summary>The subject of a token.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Username">Unique name.</param>
/// <param name="Email">Email address.</param>
/// <param name="Roles">The user's roles, separated by spaces.</param>
/// <param name="FirstName">Given name, if any.</param>
/// <param name="LastName">Family name, if any.</param>
internal sealed record TokenSubject(Guid UserId, string Username, string Email, string Roles, string? FirstName, string? LastName);
