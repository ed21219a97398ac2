using System.Collections.Frozen;

namespace Cartwright.Platform.Security;

/// <summary>The roles that tokens name, and the permissions that each grants.</summary>
public static class Roles
{
    /// <summary>A customer, who may do what concerns themselves.</summary>
    public const string Customer = "customer";

    /// <summary>An administrator, who may do everything.</summary>
    public const string Admin = "admin";

    /// <summary>A service of the same system.</summary>
    public const string Service = "service";

    static readonly FrozenDictionary<string, FrozenSet<Permission>> Granted = new Dictionary<string, FrozenSet<Permission>>
    {
        [Admin] = Enum.GetValues<Permission>().ToFrozenSet(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a role grants a permission; an unknown role grants none.</summary>
    public static bool Grants(string role, Permission permission) => Granted.TryGetValue(role, out var permissions) && permissions.Contains(permission);
}
