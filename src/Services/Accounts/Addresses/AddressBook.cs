using System.Globalization;
using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Accounts;

/// <summary>The user whose addresses are edited.</summary>
/// <param name="Name">The full name; empty if the account has none.</param>
/// <param name="Version">The version of the user after the edit.</param>
internal sealed record AddressOwner(string Name, int Version);

/// <summary>Shared by all use cases that change addresses.</summary>
internal static class AddressBook
{
    /// <summary>Begins an edit of a user's addresses. The row of the user is locked, and its version rises.</summary>
    /// <returns>The transaction and the user; or the problem to answer with.</returns>
    public static async Task<(UnitOfWork? Work, AddressOwner? Owner, ProblemHttpResult? Problem)> EditAsync(
        Guid userId, Database database, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!user.MayAccess(userId, Permission.ManageCustomers))
        {
            return (null, null, Problems.NotFound("user"));
        }

        var work = await database.BeginAsync(cancellationToken);
        if (await work.QuerySingleOrDefaultAsync<AddressOwner>(
            $"update users u set version = version + 1 where id = @userId and erased_at is null returning {User.FullName} as name, version",
            new { userId },
            cancellationToken) is { } owner)
        {
            return (work, owner, null);
        }

        await work.DisposeAsync();
        return (null, null, Problems.NotFound("user"));
    }

    /// <summary>Compares the version of an address with the one that the client edits. Nobody else can change it until the edit ends.</summary>
    /// <returns>The problem to answer with; null when the client edits the current version.</returns>
    public static async Task<ProblemHttpResult?> CheckAsync(
        UnitOfWork work, Guid userId, Guid addressId, HttpRequest request, CancellationToken cancellationToken) =>
        await work.QuerySingleOrDefaultAsync<int?>(
            "select version from addresses where id = @addressId and user_id = @userId", new { userId, addressId }, cancellationToken) is { } current
            ? Preconditions.Check(request, current)
            : Problems.NotFound("address");

    /// <summary>The entity tag of an address. It shows the name of the user where it has no recipient, so the version of the user belongs to it, but not to edits.</summary>
    public static string ETag(AddressResponse address, int userVersion) => Preconditions.ETag(address.Version, userVersion.ToString(CultureInfo.InvariantCulture));

    /// <summary>Clears the default address, so that another one can become it.</summary>
    public static Task<int> ClearDefaultAsync(UnitOfWork work, Guid userId, Guid except, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            "update addresses set is_default = false, version = version + 1 where user_id = @userId and is_default and id <> @except",
            new { userId, except },
            cancellationToken);
}
