using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Cartwright.Accounts;

/// <summary>An account to create. A client cannot choose roles.</summary>
/// <param name="Username">Unique name, 3 to 40 letters, digits, dots, dashes and underscores.</param>
/// <param name="Email">Unique email address.</param>
/// <param name="Password">8 to 128 characters.</param>
/// <param name="FirstName">Given name.</param>
/// <param name="LastName">Family name.</param>
/// <param name="Phone">Telephone number.</param>
/// <param name="Address">The first postal address.</param>
public sealed record RegisterUserRequest(
    [Username] string Username = "",
    [Email] string Email = "",
    [Password] string Password = "",
    [Line(100)] string? FirstName = null,
    [Line(100)] string? LastName = null,
    [PhoneNumber] string? Phone = null,
    AddressRequest? Address = null);

/// <summary>Creates an account for a visitor.</summary>
internal static class RegisterUser
{
    public static async Task<IResult> HandleAsync(
        RegisterUserRequest request, Database database, PasswordHashing passwords, AddressLimits limits, IOptions<AccountsOptions> options, TimeProvider time,
        HttpResponse response, CancellationToken cancellationToken)
    {
        // Each account costs a hash and a mail, and a refusal says who has an account.
        var client = ForwardedRequests.ClientOf(response.HttpContext);
        if (await limits.CountAsync("register", client, options.Value.RegistrationsPerAddress, options.Value.AddressWindow, cancellationToken) is { } wait)
        {
            return Problems.RetryLater(StatusCodes.Status429TooManyRequests, "Too many accounts were registered from your address. Try again later.", wait);
        }

        return await AddAsync(request, "/api/users", database, passwords, time, response, cancellationToken);
    }

    /// <summary>Creates a customer's account; its URL is below <paramref name="path"/>.</summary>
    public static async Task<Results<Created<UserResponse>, ProblemHttpResult>> AddAsync(
        RegisterUserRequest request, string path, Database database, PasswordHashing passwords, TimeProvider time, HttpResponse response,
        CancellationToken cancellationToken)
    {
        // Hashing takes long, so it holds no connection.
        var hash = await passwords.HashAsync(request.Password, ForwardedRequests.ClientOf(response.HttpContext), cancellationToken);
        await using var work = await database.BeginAsync(cancellationToken);
        try
        {
            var profile = await NewUser.InsertAsync(work, request, Roles.Customer, hash, time.GetUtcNow().ToStored(), cancellationToken);
            await work.CommitAsync(cancellationToken);
            response.Headers.ETag = Preconditions.ETag(profile.Version);
            return TypedResults.Created($"{path}/{profile.Id}", profile);
        }
        catch (PostgresException error) when (UniqueNames.IsTaken(error))
        {
            return UniqueNames.Taken(error);
        }
    }
}
