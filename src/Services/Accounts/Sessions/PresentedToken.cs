namespace Cartwright.Accounts;

/// <summary>The stored state of a presented refresh token.</summary>
/// <param name="UsedAt">When it was exchanged for the next one of its family.</param>
/// <param name="ExpiresAt">When it expires.</param>
/// <param name="SessionEndedAt">When its family was revoked.</param>
/// <param name="UserIsActive">Whether the account is open.</param>
internal sealed record PresentedToken(DateTimeOffset? UsedAt, DateTimeOffset ExpiresAt, DateTimeOffset? SessionEndedAt, bool UserIsActive)
{
    /// <summary>
    /// Decides about a presented token. A used token may be stolen, so its whole family is revoked (RFC 9700, section 4.14.2);
    /// within the grace period one browser may have sent it twice, and gets the same pair twice.
    /// </summary>
    public RefreshDecision Decide(DateTimeOffset now, TimeSpan grace) =>
        SessionEndedAt is not null ? RefreshDecision.Refuse
        : UsedAt is { } used && now - used >= grace ? RefreshDecision.RevokeFamily
        : ExpiresAt <= now || !UserIsActive ? RefreshDecision.Refuse
        : UsedAt is null ? RefreshDecision.Rotate
        : RefreshDecision.Repeat;
}
