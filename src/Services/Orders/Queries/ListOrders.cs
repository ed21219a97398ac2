using System.Security.Claims;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Orders;

/// <summary>Lists orders, newest first: those of a user, or to administrators those of all.</summary>
internal static class ListOrders
{
    /// <summary>Lists the caller's orders; with <paramref name="all"/>, which only administrators may ask for, those of all users.</summary>
    public static async Task<Results<Ok<OrderListResponse>, ProblemHttpResult>> HandleAsync(
        ClaimsPrincipal user, OrderReader reader, [AsParameters] PageRequest page, CancellationToken cancellationToken, string? status = null, bool all = false) =>
        all && !user.Has(Permission.ReadOrders)
            ? Problems.Forbidden("Only administrators see all orders.")
            : await ListAsync(all ? null : user.Id(), status, page, reader, cancellationToken);

    /// <summary>Lists the orders of a user, to the user and to administrators.</summary>
    public static async Task<Results<Ok<OrderListResponse>, ProblemHttpResult>> OfUserAsync(
        Guid userId, ClaimsPrincipal user, OrderReader reader, [AsParameters] PageRequest page, CancellationToken cancellationToken, string? status = null) =>
        user.MayAccess(userId, Permission.ReadOrders)
            ? await ListAsync(userId, status, page, reader, cancellationToken)
            : Problems.NotFound("user");

    static async Task<Results<Ok<OrderListResponse>, ProblemHttpResult>> ListAsync(
        Guid? userId, string? status, PageRequest request, OrderReader reader, CancellationToken cancellationToken)
    {
        if (status is not null && !OrderTransitions.Next.ContainsKey(status))
        {
            return Problems.Invalid("status", "There is no such status.");
        }

        if (request.Read(out Page<Guid> page) is { } problem)
        {
            return problem;
        }

        var (orders, nextCursor) = page.Cut(await reader.ListAsync(userId, status, page, cancellationToken), order => order.Id);
        return TypedResults.Ok(new OrderListResponse(orders, nextCursor));
    }
}
