using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Cartwright.Accounts;

/// <summary>An opaque refresh token of 256 random bits. Only its hash is stored; 256 random bits need no salt and no slow hash.</summary>
internal static class RefreshToken
{
    const int Size = 32;

    /// <summary>A new token.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size));

    /// <summary>The hash that is stored of a token.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

/// <summary>The stored state of a presented refresh token.</summary>
/// <param name="UsedAt">When it was exchanged for the next one of its family.</param>
/// <param name="ExpiresAt">When it expires.</param>
/// <param name="SessionEndedAt">When its family was revoked.</param>
/// <param name="UserIsActive">Whether the account is open.</param>
internal sealed record PresentedToken(DateTimeOffset? UsedAt, DateTimeOffset ExpiresAt, DateTimeOffset? SessionEndedAt, bool UserIsActive)
{
    /// <summary>
    /// Decides about a presented token. A used token may be stolen, so its whole family is revoked (RFC 9700, section 4.14.2);
    /// within the grace period one browser may have sent it twice.
    /// </summary>
    public RefreshDecision Decide(DateTimeOffset now, TimeSpan grace) =>
        SessionEndedAt is not null ? RefreshDecision.Refuse
        : UsedAt is { } used && now - used >= grace ? RefreshDecision.RevokeFamily
        : ExpiresAt <= now || !UserIsActive ? RefreshDecision.Refuse
        : RefreshDecision.Rotate;
}

/// <summary>The decision about a presented refresh token.</summary>
internal enum RefreshDecision
{
    /// <summary>Refuse it.</summary>
    Refuse,

    /// <summary>Exchange it for the next one.</summary>
    Rotate,

    /// <summary>End the session with all its tokens.</summary>
    RevokeFamily,
}
