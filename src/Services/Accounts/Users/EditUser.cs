using System.Security.Claims;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Cartwright.Platform.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Cartwright.Accounts;

/// <summary>Changes of a user. An absent member stays as it is; an empty text removes the value.</summary>
/// <param name="FirstName">Given name.</param>
/// <param name="LastName">Family name.</param>
/// <param name="Phone">Telephone number.</param>
/// <param name="Email">Unique email address; cannot be removed.</param>
public sealed record EditUserRequest(
    [Line(100)] string? FirstName = null,
    [Line(100)] string? LastName = null,
    [PhoneNumber] string? Phone = null,
    [Email] string? Email = null);

/// <summary>Changes a user's profile.</summary>
internal static class EditUser
{
    public static async Task<Results<Ok<UserResponse>, ProblemHttpResult>> HandleAsync(
        Guid id, EditUserRequest edit, Database database, ClaimsPrincipal user, HttpRequest request, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (!user.MayAccess(id, Permission.ManageCustomers))
        {
            return Problems.NotFound("user");
        }

        var (versions, problem) = Preconditions.Read(request);
        if (problem is not null)
        {
            return problem;
        }

        await using var work = await database.BeginAsync(cancellationToken);
        try
        {
            if (await UpdateAsync(work, id, versions!, edit, cancellationToken) is not { } changed)
            {
                return await User.FindAsync(database, id, cancellationToken) is { } current
                    ? Preconditions.Stale(request, current.Version)
                    : Problems.NotFound("user");
            }

            work.Publish(changed.ToUpdated());
            await work.CommitAsync(cancellationToken);
            response.Headers.ETag = Preconditions.ETag(changed.Version);
            return TypedResults.Ok(changed.ToResponse());
        }
        catch (PostgresException error) when (UniqueNames.IsTaken(error))
        {
            return UniqueNames.Taken(error);
        }
    }

    static Task<User?> UpdateAsync(UnitOfWork work, Guid id, IfMatch versions, EditUserRequest edit, CancellationToken cancellationToken) =>
        work.QuerySingleOrDefaultAsync<User>(
            $"""
            update users u
            set first_name = nullif(trim(coalesce(@FirstName, first_name)), ''),
                last_name = nullif(trim(coalesce(@LastName, last_name)), ''),
                phone = nullif(trim(coalesce(@Phone, phone)), ''),
                email = coalesce(@Email, email),
                email_key = coalesce(@emailKey, email_key),
                version = version + 1
            where id = @id and erased_at is null and (@versions::int[] is null or version = any(@versions))
            returning {User.Columns}
            """,
            new
            {
                id,
                versions = versions.Versions?.ToArray(),
                FirstName = edit.FirstName is null ? null : CanonicalForm.Of(edit.FirstName),
                LastName = edit.LastName is null ? null : CanonicalForm.Of(edit.LastName),
                edit.Phone,
                Email = edit.Email is null ? null : FieldRules.Name(edit.Email),
                emailKey = edit.Email is null ? null : FieldRules.Key(edit.Email),
            },
            cancellationToken);
}
