using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;

namespace Cartwright.Accounts;

/// <summary>Credentials to sign in with.</summary>
/// <param name="Email">Email address; or else <paramref name="Username"/>.</param>
/// <param name="Username">Unique name; or else <paramref name="Email"/>.</param>
/// <param name="Password">The password.</param>
public sealed record LogInRequest(
    [Line(FieldRules.EmailMax, 1)] string? Email = null,
    [Line(FieldRules.EmailMax, 1)] string? Username = null,
    [PresentedPassword] string Password = "")
    : IValidatableObject
{
    /// <summary>Requires exactly one of the two names.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Email is null == Username is null)
        {
            yield return new ValidationResult("Tell either the email or the username.", [nameof(Email)]);
        }
    }
}

/// <summary>
/// Signs a user in. An unknown name, a wrong password and a closed account get the same answer after the same work,
/// so that the answer does not reveal whether an account exists.
/// </summary>
internal static class LogIn
{
    public static async Task<IResult> HandleAsync(
        LogInRequest request, Database database, PasswordHashing passwords, FailedLogins failures, SessionTokens tokens, HttpResponse response,
        CancellationToken cancellationToken)
    {
        var name = FieldRules.Key(request.Email ?? request.Username!);
        var user = await FindAsync(database, name, cancellationToken);
        var client = ForwardedRequests.ClientOf(response.HttpContext);
        var key = FailedLogins.Key(user?.UserId, name, client);
        if (await failures.WaitAsync(key, cancellationToken) is { } lockedFor)
        {
            return Locked(lockedFor);
        }

        var check = await passwords.CheckAsync(user?.PasswordHash, request.Password, client, cancellationToken);
        if (user is null || !user.Active || !check.IsMatch)
        {
            return await failures.AddAsync(key, cancellationToken) is { } nowLockedFor
                ? Locked(nowLockedFor)
                : Wrong();
        }

        await using var work = await database.BeginAsync(cancellationToken);
        if (await failures.ClearAsync(work, key, cancellationToken) is { } lockedMeanwhile)
        {
            return Locked(lockedMeanwhile);
        }

        if (check.NewHash is not null)
        {
            await work.ExecuteAsync(
                "update users set password_hash = @NewHash where id = @UserId and password_hash = @PasswordHash",
                new { check.NewHash, user.UserId, user.PasswordHash },
                cancellationToken);
        }

        var subject = new TokenSubject(user.UserId, user.Username, user.Email, user.Roles, user.FirstName, user.LastName);
        if (await tokens.BeginAsync(work, subject, check.NewHash ?? user.PasswordHash, cancellationToken) is not { } answer)
        {
            return Wrong();
        }

        await work.CommitAsync(cancellationToken);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(answer);
    }

    static IResult Wrong() => Problems.Unauthorized("The name or the password is wrong.");

    /// <summary>429 while the account is locked for the address.</summary>
    internal static IResult Locked(TimeSpan retryAfter) =>
        Problems.RetryLater(StatusCodes.Status429TooManyRequests, "Too many wrong passwords. Try again later.", retryAfter);

    // A username cannot contain an @, so one name never means two users.
    static Task<Credentials?> FindAsync(Database database, string name, CancellationToken cancellationToken) =>
        database.QuerySingleOrDefaultAsync<Credentials>(
            """
            select id as user_id, username, email, array_to_string(roles, ' ') as roles, first_name, last_name, active, password_hash
            from users
            where email_key = @name or username_key = @name
            """,
            new { name },
            cancellationToken);

    sealed record Credentials(Guid UserId, string Username, string Email, string Roles, string? FirstName, string? LastName, bool Active, string PasswordHash);
}
