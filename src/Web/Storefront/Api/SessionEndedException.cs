namespace Cartwright.Storefront.Api;

/// <summary>A service no longer accepts the visitor's token: the visitor has to sign in again.</summary>
internal sealed class SessionEndedException() : Exception("The session has ended.");
