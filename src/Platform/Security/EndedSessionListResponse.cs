namespace Cartwright.Platform.Security;

/// <summary>Sessions that have ended, in the order of their end.</summary>
/// <param name="Items">At most <see cref="ItemsMax"/>.</param>
/// <param name="TokenSeconds">How long an access token is valid.</param>
public sealed record EndedSessionListResponse(IReadOnlyList<EndedSession> Items, int TokenSeconds)
{
    /// <summary>The path at which accounts lists them for other services, after an end (<c>after</c>) and a session (<c>afterId</c>).</summary>
    public const string Path = ServiceSignature.Prefix + "sessions/ended";

    /// <summary>The largest number of sessions in a response; a full one is not the last.</summary>
    public const int ItemsMax = 5000;
}
