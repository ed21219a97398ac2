using System.Collections.Concurrent;
using System.Security.Claims;

namespace Cartwright.Platform.Security;

/// <summary>
/// The sessions that have ended although access tokens of them are still valid by themselves. Each instance has a copy, which <see cref="RevocationFeed"/>
/// keeps up to date, so that the verification of a token asks nobody.
/// </summary>
public sealed class RevokedSessions(TimeProvider time)
{
    /// <summary>The longest life of an access token.</summary>
    public static readonly TimeSpan TokenLifeMax = TimeSpan.FromHours(1);

    readonly ConcurrentDictionary<Guid, DateTimeOffset> _until = new();

    /// <summary>Whether a session has ended.</summary>
    public bool Contains(Guid sessionId) => _until.ContainsKey(sessionId);

    /// <summary>Whether the session of a token has ended; tokens of the version before name no session.</summary>
    public bool Contains(ClaimsPrincipal user) => user.SessionIdOrNull() is { } sessionId && Contains(sessionId);

    /// <summary>Adds sessions.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <param name="tokenLife">How long an access token of them may still be valid.</param>
    public void Add(IEnumerable<Guid> sessions, TimeSpan tokenLife)
    {
        var until = time.GetUtcNow() + tokenLife;
        foreach (var session in sessions)
        {
            _until.TryAdd(session, until);
        }
    }

    /// <summary>Forgets sessions whose access tokens have expired.</summary>
    internal void RemoveExpired()
    {
        var now = time.GetUtcNow();
        foreach (var entry in _until.Where(entry => entry.Value < now))
        {
            _until.TryRemove(entry);
        }
    }
}
