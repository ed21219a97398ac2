using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Accounts;

/// <summary>Shows an address with the version that an edit must name.</summary>
internal static class GetAddress
{
    public static async Task<Results<Ok<AddressResponse>, StatusCodeHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id, Guid addressId, Database database, ClaimsPrincipal user, HttpRequest request, HttpResponse response, CancellationToken cancellationToken)
    {
        // A user has few addresses, so this reads the user as the list does.
        if (!user.MayAccess(id, Permission.ReadCustomers)
            || await User.FindAsync(database, id, cancellationToken) is not { } owner
            || owner.ToResponse().Addresses.SingleOrDefault(a => a.Id == addressId) is not { } address)
        {
            return Problems.NotFound("address");
        }

        var etag = AddressBook.ETag(address, owner.Version);
        response.Headers.ETag = etag;
        response.Headers.CacheControl = "private, no-cache";
        return Preconditions.IsNotModified(request, etag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(address);
    }
}
