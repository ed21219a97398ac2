namespace Cartwright.Platform.Security;

/// <summary>Names of roles and of the rules that endpoints require. An endpoint that names none requires a signed-in user.</summary>
public static class Policies
{
    /// <summary>Administrators only.</summary>
    public const string Admin = "admin";

    /// <summary>The other services of the system only.</summary>
    public const string Service = "service";

    /// <summary>The role of a customer.</summary>
    public const string CustomerRole = "customer";

    /// <summary>The role of an administrator.</summary>
    public const string AdminRole = "admin";

    /// <summary>The role of a service of the same system.</summary>
    public const string ServiceRole = "service";
}
