using System.Security.Claims;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;

namespace Cartwright.Accounts;

/// <summary>A new password for the caller.</summary>
/// <param name="CurrentPassword">The password so far.</param>
/// <param name="NewPassword">8 to 128 characters.</param>
public sealed record ChangePasswordRequest(
    [PresentedPassword] string CurrentPassword = "",
    [Password] string NewPassword = "");

/// <summary>Changes the caller's password, and ends all of their other sessions. Wrong current passwords count like those of a login.</summary>
internal static class ChangePassword
{
    public static async Task<IResult> HandleAsync(
        ChangePasswordRequest request, ClaimsPrincipal user, Database database, PasswordConfirmation confirmation, PasswordHashing passwords,
        FailedLogins failures, TimeProvider time, HttpContext context, CancellationToken cancellationToken)
    {
        var userId = user.Id();
        var (oldHash, failuresKey, wrong) = await confirmation.CheckAsync(userId, request.CurrentPassword, "currentPassword", context, cancellationToken);
        if (wrong is not null)
        {
            return wrong;
        }

        var newHash = await passwords.HashAsync(request.NewPassword, ForwardedRequests.ClientOf(context), cancellationToken);
        await using var work = await database.BeginAsync(cancellationToken);
        if (await failures.ClearAsync(work, failuresKey, cancellationToken) is { } lockedMeanwhile)
        {
            return LogIn.Locked(lockedMeanwhile);
        }

        var changed = await work.ExecuteAsync(
            "update users set password_hash = @newHash where id = @userId and active and password_hash = @oldHash",
            new { newHash, userId, oldHash },
            cancellationToken);
        if (changed == 0)
        {
            return Problems.Conflict("The password was changed meanwhile.");
        }

        var now = time.GetUtcNow();
        await EndedSessions.EndAsync(work, userId, except: user.SessionIdOrNull(), now, cancellationToken);
        await PasswordResets.CancelAsync(work, userId, now, cancellationToken);
        work.Publish(new UserPasswordChanged(userId));
        await work.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
