using System.Security.Claims;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Orders;

/// <summary>Shows orders: one, one's own, a user's, or all of them to administrators.</summary>
internal static class GetOrders
{
    public static async Task<Results<Ok<OrderResponse>, ProblemHttpResult>> OneAsync(
        Guid id, ClaimsPrincipal user, OrderReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(id, cancellationToken) is { } order && user.MayActFor(order.UserId)
            ? TypedResults.Ok(order)
            : Problems.NotFound("order");

    public static Task<Results<Ok<OrderList>, ProblemHttpResult>> OwnAsync(
        ClaimsPrincipal user, OrderReader reader, CancellationToken cancellationToken, int limit = 20, string? cursor = null, string? status = null, bool all = false) =>
        all && !user.IsAdmin()
            ? Task.FromResult<Results<Ok<OrderList>, ProblemHttpResult>>(Problems.Forbidden("Only administrators see all orders."))
            : ListAsync(all ? null : user.Id(), status, limit, cursor, reader, cancellationToken);

    public static async Task<Results<Ok<OrderList>, ProblemHttpResult>> OfUserAsync(
        Guid userId, ClaimsPrincipal user, OrderReader reader, CancellationToken cancellationToken, int limit = 20, string? cursor = null, string? status = null) =>
        user.MayActFor(userId)
            ? await ListAsync(userId, status, limit, cursor, reader, cancellationToken)
            : Problems.NotFound("user");

    static async Task<Results<Ok<OrderList>, ProblemHttpResult>> ListAsync(
        Guid? userId, string? status, int limit, string? cursor, OrderReader reader, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > 100)
        {
            return Problems.Invalid("limit", "The limit must be 1 to 100.");
        }

        if (status is not null && !OrderStatus.Next.ContainsKey(status))
        {
            return Problems.Invalid("status", "There is no such status.");
        }

        if (!PageCursor.TryDecode(cursor, out var before))
        {
            return Problems.Invalid("cursor", "This is not a cursor of this list.");
        }

        var orders = await reader.ListAsync(new(userId, status, before, limit), cancellationToken);
        return TypedResults.Ok(new OrderList(orders, orders.Count == limit ? PageCursor.Encode(orders[^1].Id) : null));
    }
}
