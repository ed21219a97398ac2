using System.Security.Claims;
using Cartwright.Contracts;

namespace Cartwright.Platform.Security;

/// <summary>The claims of a verified token.</summary>
public static class CurrentUser
{
    /// <summary>The id of the signed-in user.</summary>
    /// <exception cref="InvalidOperationException">The endpoint allows anonymous calls and this is one.</exception>
    public static Guid Id(this ClaimsPrincipal user) =>
        user.IdOrNull() ?? throw new InvalidOperationException("The endpoint was reached without a user.");

    /// <summary>The id of the signed-in user, or null for an anonymous call.</summary>
    public static Guid? IdOrNull(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue("sub"), out var id) ? id : null;

    /// <summary>Given and family name of the user; null when the account has none, or for an anonymous call.</summary>
    public static string? FullName(this ClaimsPrincipal user) =>
        PersonName.Of(user.FindFirstValue("given_name"), user.FindFirstValue("family_name"));

    /// <summary>The session of the token; null for an anonymous call, and for a token that names none.</summary>
    public static Guid? SessionIdOrNull(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue("sid"), out var id) ? id : null;

    /// <summary>Whether a role of the user grants a permission.</summary>
    public static bool Has(this ClaimsPrincipal user, Permission permission) =>
        user.Identities.Any(identity => identity.Claims.Any(claim => claim.Type == identity.RoleClaimType && Roles.Grants(claim.Value, permission)));

    /// <summary>Whether the user is the owner of something, or has the permission for what belongs to others.</summary>
    public static bool MayAccess(this ClaimsPrincipal user, Guid ownerId, Permission permission) => user.IdOrNull() == ownerId || user.Has(permission);
}
