using System.Security.Claims;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Orders;

/// <summary>Shows an order to its customer or to an administrator.</summary>
internal static class GetOrder
{
    public static async Task<Results<Ok<OrderResponse>, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, OrderReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(id, cancellationToken) is { } order && user.MayAccess(order.UserId, Permission.ReadOrders)
            ? TypedResults.Ok(order)
            : Problems.NotFound("order");
}
