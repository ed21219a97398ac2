using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Cartwright.Accounts;

/// <summary>A refresh token that a client presents.</summary>
/// <param name="RefreshToken">The token.</param>
public sealed record RefreshTokenRequest(
    [StringLength(100, MinimumLength = 1, ErrorMessage = "Send the refresh token.")] string RefreshToken = "");

/// <summary>
/// Exchanges a refresh token for a new pair of tokens. Each can be exchanged once, so a session has one unused refresh token at any time. A repeated request
/// within the grace period gets the newest pair of the session; after it, it ends the session.
/// </summary>
internal static class RefreshSession
{
    public static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> HandleAsync(
        RefreshTokenRequest request, Database database, SessionTokens tokens, IOptions<AccountsOptions> options, TimeProvider time,
        ILogger<SessionTokens> logger, HttpResponse response, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var hash = RefreshToken.Hash(request.RefreshToken);
        await using var work = await database.BeginAsync(cancellationToken);
        var row = await FindAsync(work, hash, cancellationToken);
        switch (row?.ToPresented().Decide(now, options.Value.RefreshGrace) ?? RefreshDecision.Refuse)
        {
            case RefreshDecision.Rotate:
                await work.ExecuteAsync("update refresh_tokens set used_at = @now where hash = @hash", new { now, hash }, cancellationToken);
                var answer = await tokens.ContinueAsync(
                    work, row!.SessionId, new TokenSubject(row.UserId, row.Username, row.Email, row.Roles, row.FirstName, row.LastName), cancellationToken);
                await work.CommitAsync(cancellationToken);
                return Answer(answer, response);

            // A pair of which nothing is stored was issued by the version before.
            case RefreshDecision.Repeat when tokens.Open(row!.SessionId, row.Pair) is { } repeated:
                return Answer(repeated, response);

            case RefreshDecision.RevokeFamily:
                await work.ExecuteAsync("update sessions set ended_at = @now where id = @SessionId", new { now, row!.SessionId }, cancellationToken);
                await work.CommitAsync(cancellationToken);
                logger.RefreshTokenReused(row.SessionId, row.UserId);
                break;
        }

        return Problems.Unauthorized("The refresh token is not valid. Sign in again.");
    }

    static Ok<TokenResponse> Answer(TokenResponse answer, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(answer);
    }

    // Both rows are locked, so that the second of two concurrent requests sees the first use.
    static Task<Row?> FindAsync(UnitOfWork work, byte[] hash, CancellationToken cancellationToken) =>
        work.QuerySingleOrDefaultAsync<Row>(
            """
            select t.used_at, t.expires_at, s.ended_at, s.id as session_id, s.pair,
                u.id as user_id, u.username, u.email, array_to_string(u.roles, ' ') as roles, u.first_name, u.last_name, u.active
            from refresh_tokens t
            join sessions s on s.id = t.session_id
            join users u on u.id = s.user_id
            where t.hash = @hash
            for update of t, s
            """,
            new { hash },
            cancellationToken);

    sealed record Row(
        DateTimeOffset? UsedAt, DateTimeOffset ExpiresAt, DateTimeOffset? EndedAt, Guid SessionId, byte[]? Pair,
        Guid UserId, string Username, string Email, string Roles, string? FirstName, string? LastName, bool Active)
    {
        public PresentedToken ToPresented() => new(UsedAt, ExpiresAt, EndedAt, Active);
    }
}
