using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Accounts;

/// <summary>Shows an account to its user and to staff. All others get the answer that they would get if it did not exist.</summary>
internal static class GetUser
{
    public static Task<Results<Ok<UserResponse>, StatusCodeHttpResult, ProblemHttpResult>> HandleOwnAsync(
        Database database, ClaimsPrincipal user, HttpRequest request, HttpResponse response, CancellationToken cancellationToken) =>
        HandleAsync(user.Id(), database, user, request, response, cancellationToken);

    public static async Task<Results<Ok<UserResponse>, StatusCodeHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id, Database database, ClaimsPrincipal user, HttpRequest request, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!user.MayAccess(id, Permission.ReadCustomers) || await User.FindAsync(database, id, cancellationToken) is not { } found)
        {
            return Problems.NotFound("user");
        }

        var etag = Preconditions.ETag(found.Version);
        response.Headers.ETag = etag;
        response.Headers.CacheControl = "private, no-cache";
        return Preconditions.IsNotModified(request, etag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(found.ToResponse());
    }
}
