namespace Cartwright.Platform.Security;

/// <summary>A session that has ended.</summary>
/// <param name="SessionId">The session, as access tokens name it (<c>sid</c>).</param>
/// <param name="EndedAt">When it ended.</param>
public sealed record EndedSession(Guid SessionId, DateTimeOffset EndedAt);
