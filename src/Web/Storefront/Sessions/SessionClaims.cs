namespace Cartwright.Storefront.Sessions;

/// <summary>Claims of the access token that the pages use.</summary>
internal static class SessionClaims
{
    public const string Subject = "sub";
    public const string Name = "name";
}
