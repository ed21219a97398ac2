using Cartwright.Platform.Data;
using Cartwright.Platform.Http;

namespace Cartwright.Accounts;

/// <summary>Checks the password of a user who is signed in, before a change that a stolen session must not make. Wrong ones count like those of a login.</summary>
internal sealed class PasswordConfirmation(Database database, PasswordHashing passwords, FailedLogins failures)
{
    /// <summary>Checks a password. A right one is not counted as such before the change: see <see cref="FailedLogins.ClearAsync"/>.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="password">What was typed.</param>
    /// <param name="field">The member of the request, for the refusal.</param>
    /// <param name="context">The request.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The hash that the password has, and the key of its failures; or the problem to answer with.</returns>
    public async Task<(string? Hash, byte[] FailuresKey, IResult? Problem)> CheckAsync(
        Guid userId, string password, string field, HttpContext context, CancellationToken cancellationToken)
    {
        var client = ForwardedRequests.ClientOf(context);
        var key = FailedLogins.Key(userId, "", client);
        if (await failures.WaitAsync(key, cancellationToken) is { } lockedFor)
        {
            return (null, key, LogIn.Locked(lockedFor));
        }

        var hash = await database.QuerySingleOrDefaultAsync<string>(
            "select password_hash from users where id = @userId and active", new { userId }, cancellationToken);
        if ((await passwords.CheckAsync(hash, password, client, cancellationToken)).IsMatch)
        {
            return (hash, key, null);
        }

        return (null, key, await failures.AddAsync(key, cancellationToken) is { } nowLockedFor
            ? LogIn.Locked(nowLockedFor)
            : Problems.Invalid(field, "This is not your current password."));
    }
}
