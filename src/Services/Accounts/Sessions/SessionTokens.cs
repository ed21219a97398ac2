using Cartwright.Platform.Data;
using Microsoft.Extensions.Options;

namespace Cartwright.Accounts;

/// <summary>The tokens of a session (RFC 6749, section 5.1).</summary>
/// <param name="AccessToken">Identifies the user until it expires.</param>
/// <param name="RefreshToken">Can be exchanged once, at <c>/api/auth/refresh</c>.</param>
/// <param name="ExpiresIn">Life of the access token in seconds.</param>
/// <param name="TokenType"><c>Bearer</c>.</param>
public sealed record TokenResponse(string AccessToken, string RefreshToken, int ExpiresIn, string TokenType = "Bearer");

/// <summary>Issues the pair of tokens of a session and stores the hash of the refresh token.</summary>
internal sealed class SessionTokens(AccessTokens accessTokens, IOptions<AccountsOptions> options, TimeProvider time)
{
    /// <summary>Begins a session. The caller commits before it sends the tokens.</summary>
    public Task<TokenResponse> BeginAsync(UnitOfWork work, TokenSubject subject, CancellationToken cancellationToken) =>
        IssueAsync(
            """
            with session as (
                insert into sessions (id, user_id, expires_at) values (@sessionId, @UserId, @expiresAt)
            )
            insert into refresh_tokens (hash, session_id, expires_at) values (@hash, @sessionId, @expiresAt)
            """,
            work, Guid.CreateVersion7(time.GetUtcNow()), subject, cancellationToken);

    /// <summary>Continues a session. The caller commits before it sends the tokens.</summary>
    public Task<TokenResponse> ContinueAsync(UnitOfWork work, Guid sessionId, TokenSubject subject, CancellationToken cancellationToken) =>
        IssueAsync(
            """
            with session as (
                update sessions set expires_at = @expiresAt where id = @sessionId and user_id = @UserId
            )
            insert into refresh_tokens (hash, session_id, expires_at) values (@hash, @sessionId, @expiresAt)
            """,
            work, sessionId, subject, cancellationToken);

    async Task<TokenResponse> IssueAsync(string sql, UnitOfWork work, Guid sessionId, TokenSubject subject, CancellationToken cancellationToken)
    {
        var token = RefreshToken.Create();
        await work.ExecuteAsync(
            sql,
            new { sessionId, subject.UserId, hash = RefreshToken.Hash(token), expiresAt = time.GetUtcNow() + options.Value.RefreshTokenLife },
            cancellationToken);
        return new TokenResponse(accessTokens.Issue(subject), token, (int)options.Value.AccessTokenLife.TotalSeconds);
    }
}
