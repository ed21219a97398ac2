using Microsoft.AspNetCore.Authorization;

namespace Cartwright.Platform.Security;

/// <summary>The rules that endpoints require. An endpoint that names none requires a signed-in user.</summary>
public static class Policies
{
    /// <summary>The other services of the system only.</summary>
    public const string Service = "service";

    /// <summary>The name of the rule that requires a permission.</summary>
    public static string Of(Permission permission) => permission.ToString();

    /// <summary>Requires a permission of the caller: 401 for nobody, 403 for everybody else who lacks it.</summary>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder endpoints, Permission permission) where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(Of(permission));

    /// <summary>Adds a rule for each permission.</summary>
    internal static AuthorizationBuilder AddPermissions(this AuthorizationBuilder rules) => Enum.GetValues<Permission>().Aggregate(
        rules, (all, permission) => all.AddPolicy(Of(permission), policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.Has(permission))));
}
