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
        ClaimsPrincipal user, OrderReader reader, [AsParameters] PageRequest page, CancellationToken cancellationToken, string? status = null, bool all = false) =>
        all && !user.IsAdmin()
            ? Task.FromResult<Results<Ok<OrderList>, ProblemHttpResult>>(Problems.Forbidden("Only administrators see all orders."))
            : ListAsync(all ? null : user.Id(), status, page, reader, cancellationToken);

    public static async Task<Results<Ok<OrderList>, ProblemHttpResult>> OfUserAsync(
        Guid userId, ClaimsPrincipal user, OrderReader reader, [AsParameters] PageRequest page, CancellationToken cancellationToken, string? status = null) =>
        user.MayActFor(userId)
            ? await ListAsync(userId, status, page, reader, cancellationToken)
            : Problems.NotFound("user");

    static async Task<Results<Ok<OrderList>, ProblemHttpResult>> ListAsync(
        Guid? userId, string? status, PageRequest request, OrderReader reader, CancellationToken cancellationToken)
    {
        if (status is not null && !OrderStatus.Next.ContainsKey(status))
        {
            return Problems.Invalid("status", "There is no such status.");
        }

        if (request.Read(out Page<Guid> page) is { } problem)
        {
            return problem;
        }

        var (orders, nextCursor) = page.Cut(await reader.ListAsync(userId, status, page, cancellationToken), order => order.Id);
        return TypedResults.Ok(new OrderList(orders, nextCursor));
    }
}
