using System.Text.Json;
using Cartwright.Platform.Data;
using Cartwright.Platform.Security;
using Microsoft.Extensions.Options;

namespace Cartwright.Accounts;

/// <summary>The tokens of a session (RFC 6749, section 5.1).</summary>
/// <param name="AccessToken">Identifies the user until it expires.</param>
/// <param name="RefreshToken">Can be exchanged once, at <c>/api/auth/refresh</c>.</param>
/// <param name="ExpiresIn">Life of the access token in seconds.</param>
/// <param name="TokenType"><c>Bearer</c>.</param>
public sealed record TokenResponse(string AccessToken, string RefreshToken, int ExpiresIn, string TokenType = "Bearer");

/// <summary>Issues the pair of tokens of a session. It stores the hash of the refresh token, and the newest pair encrypted under the system's secret.</summary>
internal sealed class SessionTokens(AccessTokens accessTokens, SystemSecret secret, IOptions<AccountsOptions> options, TimeProvider time)
{
    readonly SecretBox _box = new(secret, "cartwright session pairs");

    /// <summary>
    /// Begins a session, unless the account was closed or got another password since the password was checked. The caller commits before it sends the tokens.
    /// </summary>
    public Task<TokenResponse?> BeginAsync(UnitOfWork work, TokenSubject subject, string passwordHash, CancellationToken cancellationToken) =>
        IssueAsync(
            """
            with session as (
                insert into sessions (id, user_id, expires_at)
                select @sessionId, id, @expiresAt from users where id = @UserId and active and password_hash = @passwordHash for share
                returning id
            )
            insert into refresh_tokens (hash, session_id, expires_at) select @hash, id, @expiresAt from session
            """,
            work, Guid.CreateVersion7(time.GetUtcNow()), subject, passwordHash, cancellationToken);

    /// <summary>Continues a session. The caller commits before it sends the tokens.</summary>
    public async Task<TokenResponse> ContinueAsync(UnitOfWork work, Guid sessionId, TokenSubject subject, CancellationToken cancellationToken) =>
        (await IssueAsync(
            """
            with session as (
                update sessions set expires_at = @expiresAt, pair = @pair where id = @sessionId and user_id = @UserId
            )
            insert into refresh_tokens (hash, session_id, expires_at) values (@hash, @sessionId, @expiresAt)
            """,
            work, sessionId, subject, passwordHash: null, cancellationToken))!;

    /// <summary>Reads the newest pair of a session; null if none is stored or the system has another secret.</summary>
    public TokenResponse? Open(Guid sessionId, byte[]? pair) => pair is not null && _box.TryOpen(pair, sessionId.ToString(), out var json)
        ? JsonSerializer.Deserialize(json, AccountsJson.Default.SessionPair)!.ToResponse(time.GetUtcNow())
        : null;

    async Task<TokenResponse?> IssueAsync(
        string sql, UnitOfWork work, Guid sessionId, TokenSubject subject, string? passwordHash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var pair = new SessionPair(accessTokens.Issue(subject, sessionId), RefreshToken.Create(), now + options.Value.AccessTokenLife);
        var stored = await work.ExecuteAsync(
            sql,
            new
            {
                sessionId,
                subject.UserId,
                passwordHash,
                hash = RefreshToken.Hash(pair.RefreshToken),
                expiresAt = now + options.Value.RefreshTokenLife,
                pair = _box.Wrap(JsonSerializer.Serialize(pair, AccountsJson.Default.SessionPair), sessionId.ToString()),
            },
            cancellationToken);
        return stored > 0 ? pair.ToResponse(now) : null;
    }
}
