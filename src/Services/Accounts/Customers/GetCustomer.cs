using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Accounts;

/// <summary>Shows a customer to the customer or to an administrator.</summary>
internal static class GetCustomer
{
    public static async Task<Results<Ok<UserResponse>, ProblemHttpResult>> HandleAsync(
        Guid id, Database database, ClaimsPrincipal user, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!user.MayAccess(id, Permission.ReadCustomers))
        {
            return Problems.NotFound("customer");
        }

        var profile = (await User.FindAsync(database, id, cancellationToken))?.ToResponse();
        if (profile is null || !profile.Roles.Contains(Roles.Customer))
        {
            return Problems.NotFound("customer");
        }

        response.Headers.ETag = Preconditions.ETag(profile.Version);
        return TypedResults.Ok(profile);
    }
}
