using System.Security.Claims;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Security;

namespace Cartwright.Accounts;

/// <summary>Confirms that an account shall be erased.</summary>
/// <param name="Password">The user's password. An administrator who erases the account of somebody else sends none.</param>
public sealed record EraseUserRequest([PresentedPassword] string? Password = null);

/// <summary>
/// Erases an account: what tells who the user was is gone here at once, and in the other services when they handle the event. An account with orders that have
/// not ended is kept. An order that is placed between that question and the end of the sessions is carried out, and erased when it ends.
/// </summary>
internal static class EraseUser
{
    public static async Task<IResult> HandleAsync(
        Guid id, EraseUserRequest request, ClaimsPrincipal user, Database database, PasswordConfirmation confirmation, FailedLogins failures, OrdersClient orders,
        TimeProvider time, HttpContext context, CancellationToken cancellationToken)
    {
        if (!user.MayAccess(id, Permission.ManageCustomers))
        {
            return Problems.NotFound("user");
        }

        string? confirmedHash = null;
        byte[]? failuresKey = null;
        if (user.Id() == id)
        {
            (confirmedHash, failuresKey, var wrong) = await confirmation.CheckAsync(id, request.Password ?? "", "password", context, cancellationToken);
            if (wrong is not null)
            {
                return wrong;
            }
        }

        // No connection is held during the call.
        if (await orders.ListOpenAsync(id, cancellationToken) is { Count: > 0 } open)
        {
            return Problems.Conflict($"Orders of this account have not ended: {string.Join(", ", open)}. It can be deleted once they are delivered or cancelled.");
        }

        await using var work = await database.BeginAsync(cancellationToken);
        if (await Administrators.IsLastAsync(work, id, cancellationToken))
        {
            return Problems.Conflict("The last administrator cannot be deleted.");
        }

        if (failuresKey is not null && await failures.ClearAsync(work, failuresKey, cancellationToken) is { } lockedMeanwhile)
        {
            return LogIn.Locked(lockedMeanwhile);
        }

        var now = time.GetUtcNow();
        if (!await EraseAsync(work, id, confirmedHash, now, cancellationToken))
        {
            return confirmedHash is null ? Problems.NotFound("user") : Problems.Conflict("The account was changed meanwhile.");
        }

        work.Publish(new UserErased(id));
        await work.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    static async Task<bool> EraseAsync(UnitOfWork work, Guid id, string? confirmedHash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // This locks the row of the user, as every other change of the account does.
        var erased = await work.ExecuteAsync(
            """
            update users
            set erased_at = @now, active = false, username = '', username_key = 'erased:' || id, email = '', email_key = 'erased:' || id, password_hash = '',
                first_name = null, last_name = null, phone = null, version = version + 1
            where id = @id and erased_at is null and (@confirmedHash::text is null or password_hash = @confirmedHash)
            """,
            new { id, now, confirmedHash },
            cancellationToken);
        if (erased == 0)
        {
            return false;
        }

        await EndedSessions.EndAsync(work, id, except: null, now, cancellationToken);
        // Their access tokens name the user.
        await work.ExecuteAsync("update sessions set pair = null where user_id = @id and pair is not null", new { id }, cancellationToken);
        await work.ExecuteAsync("delete from addresses where user_id = @id", new { id }, cancellationToken);
        await work.ExecuteAsync("delete from password_resets where user_id = @id", new { id }, cancellationToken);
        await PersonalData.EraseFromLogAsync(work, [id], cancellationToken);
        return true;
    }
}
