namespace Cartwright.Accounts;

/// <summary>The newest pair of tokens of a session, as it is kept for requests that present the same refresh token at the same time.</summary>
/// <param name="AccessToken">The access token.</param>
/// <param name="RefreshToken">The only refresh token of the session that is still unused.</param>
/// <param name="ExpiresAt">When the access token expires.</param>
internal sealed record SessionPair(string AccessToken, string RefreshToken, DateTimeOffset ExpiresAt)
{
    /// <summary>The answer to a client that gets the pair at a time.</summary>
    public TokenResponse ToResponse(DateTimeOffset now) => new(AccessToken, RefreshToken, Math.Max(0, (int)Math.Round((ExpiresAt - now).TotalSeconds)));
}
