using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Accounts;

/// <summary>All addresses of a user.</summary>
/// <param name="Items">The addresses, the default one first.</param>
public sealed record AddressListResponse(IReadOnlyList<AddressResponse> Items);

/// <summary>Shows a user's addresses.</summary>
internal static class ListAddresses
{
    public static async Task<Results<Ok<AddressListResponse>, ProblemHttpResult>> HandleAsync(
        Guid id, Database database, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!user.MayAccess(id, Permission.ReadCustomers))
        {
            return Problems.NotFound("user");
        }

        return await User.FindAsync(database, id, cancellationToken) is { } found
            ? TypedResults.Ok(new AddressListResponse(found.ToResponse().Addresses))
            : Problems.NotFound("user");
    }
}
