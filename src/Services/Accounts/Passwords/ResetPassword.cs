using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;

namespace Cartwright.Accounts;

/// <summary>A new password in place of a forgotten one.</summary>
/// <param name="Token">The token from the mail.</param>
/// <param name="NewPassword">8 to 128 characters.</param>
public sealed record ResetPasswordRequest(
    [StringLength(100, MinimumLength = 1, ErrorMessage = "Send the token from the mail.")] string Token = "",
    [Password] string NewPassword = "");

/// <summary>Replaces a forgotten password, once per token, and ends all sessions of the user.</summary>
internal static class ResetPassword
{
    public static async Task<IResult> HandleAsync(
        ResetPasswordRequest request, Database database, PasswordHashing passwords, FailedLogins failures, TimeProvider time, HttpContext context,
        CancellationToken cancellationToken)
    {
        var client = ForwardedRequests.ClientOf(context);
        var hash = PasswordResetToken.Hash(request.Token);
        if (!await database.QuerySingleOrDefaultAsync<bool>(
            "select exists (select from password_resets where hash = @hash and used_at is null and expires_at > @now)",
            new { hash, now = time.GetUtcNow() },
            cancellationToken))
        {
            // Before the work of a hash.
            return Invalid();
        }

        var newHash = await passwords.HashAsync(request.NewPassword, client, cancellationToken);
        var now = time.GetUtcNow();
        await using var work = await database.BeginAsync(cancellationToken);
        var userId = await work.QuerySingleOrDefaultAsync<Guid?>(
            """
            with used as (
                update password_resets set used_at = @now where hash = @hash and used_at is null and expires_at > @now returning user_id
            )
            update users u set password_hash = @newHash from used where u.id = used.user_id and u.active returning u.id
            """,
            new { now, hash, newHash },
            cancellationToken);
        if (userId is not { } known)
        {
            return Invalid();
        }

        await PasswordResets.CancelAsync(work, known, now, cancellationToken);
        await EndedSessions.EndAsync(work, known, except: null, now, cancellationToken);
        await failures.ClearAsync(work, FailedLogins.Key(known, "", client), cancellationToken);
        work.Publish(new UserPasswordChanged(known));
        await work.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    static IResult Invalid() => Problems.Invalid("token", "This token is not valid any more. Ask for another mail.");
}
