using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Cartwright.Accounts;

/// <summary>An opaque refresh token of 256 random bits. Only its hash is stored; so many random bits need no salt and no slow hash.</summary>
internal static class RefreshToken
{
    const int Size = 32;

    /// <summary>A new token.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size));

    /// <summary>What is stored of a token.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

/// <summary>What is known of a refresh token that somebody presents.</summary>
/// <param name="UsedAt">When it was exchanged for the next one of its family.</param>
/// <param name="ExpiresAt">When it runs out.</param>
/// <param name="SessionEndedAt">When its family was revoked.</param>
/// <param name="UserIsActive">Whether the account is open.</param>
internal sealed record PresentedToken(DateTimeOffset? UsedAt, DateTimeOffset ExpiresAt, DateTimeOffset? SessionEndedAt, bool UserIsActive)
{
    /// <summary>
    /// What to do. A token that was used before is in two hands, and nobody can tell which of them is the thief's:
    /// the whole family goes (RFC 9700, section 4.14.2). Only for a moment it may be one browser that sent two requests at once.
    /// </summary>
    public RefreshDecision Decide(DateTimeOffset now, TimeSpan grace) =>
        SessionEndedAt is not null ? RefreshDecision.Refuse
        : UsedAt is { } used && now - used >= grace ? RefreshDecision.RevokeFamily
        : ExpiresAt <= now || !UserIsActive ? RefreshDecision.Refuse
        : RefreshDecision.Rotate;
}

/// <summary>What to do with a presented refresh token.</summary>
internal enum RefreshDecision
{
    /// <summary>Nothing; the token is worth nothing.</summary>
    Refuse,

    /// <summary>Exchange it for the next one.</summary>
    Rotate,

    /// <summary>End the session with all its tokens.</summary>
    RevokeFamily,
}
