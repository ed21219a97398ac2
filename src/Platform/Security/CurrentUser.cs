using System.Security.Claims;

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

    /// <summary>Whether the user is an administrator.</summary>
    public static bool IsAdmin(this ClaimsPrincipal user) => user.IsInRole(Policies.AdminRole);

    /// <summary>Whether the user is this one or an administrator.</summary>
    public static bool MayActFor(this ClaimsPrincipal user, Guid userId) => user.IdOrNull() == userId || user.IsAdmin();
}
