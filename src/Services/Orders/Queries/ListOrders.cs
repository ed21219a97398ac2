using System.Security.Claims;
using Cartwright.Contracts;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Orders;

/// <summary>Lists orders, newest first: those of a user, or to administrators those of all.</summary>
internal static class ListOrders
{
    // The most orders that are counted, so that a count costs no more than so many.
    const int TotalMax = 10_000;

    /// <summary>Lists the caller's orders; with <paramref name="all"/>, which only administrators may ask for, those of all users.</summary>
    public static async Task<Results<Ok<OrderListResponse>, ProblemHttpResult>> HandleAsync(
        ClaimsPrincipal user, OrderReader reader, [AsParameters] PageRequest page, CancellationToken cancellationToken,
        [OneOf(typeof(OrderStatus))] string? status = null, string? number = null, bool total = false, bool all = false) =>
        all && !user.Has(Permission.ReadOrders)
            ? Problems.Forbidden("Only administrators see all orders.")
            : await ListAsync(new(all ? null : user.Id(), status, number), total, page, reader, cancellationToken);

    /// <summary>Lists the orders of a user, to the user and to administrators.</summary>
    public static async Task<Results<Ok<OrderListResponse>, ProblemHttpResult>> OfUserAsync(
        Guid userId, ClaimsPrincipal user, OrderReader reader, [AsParameters] PageRequest page, CancellationToken cancellationToken,
        [OneOf(typeof(OrderStatus))] string? status = null, string? number = null, bool total = false) =>
        user.MayAccess(userId, Permission.ReadOrders)
            ? await ListAsync(new(userId, status, number), total, page, reader, cancellationToken)
            : Problems.NotFound("user");

    static async Task<Results<Ok<OrderListResponse>, ProblemHttpResult>> ListAsync(
        OrderFilter filter, bool counts, PageRequest request, OrderReader reader, CancellationToken cancellationToken)
    {
        if (filter.Status is not null && !OrderTransitions.Next.ContainsKey(filter.Status))
        {
            return Problems.Invalid("status", "There is no such status.");
        }

        if (filter.Number is not null)
        {
            filter = filter with { Number = OrderNumber.Read(filter.Number) };
            if (filter.Number is null)
            {
                return Problems.Invalid("number", "The number of an order looks like CW-1A2B3-C4D5E.");
            }
        }

        if (request.Read(out Page<Guid> page) is { } problem)
        {
            return problem;
        }

        var (orders, nextCursor) = page.Cut(await reader.ListAsync(filter, page, cancellationToken), order => order.Id);
        int? total = counts ? await reader.CountAsync(filter, TotalMax, cancellationToken) : null;
        return TypedResults.Ok(new OrderListResponse(orders, nextCursor, total));
    }
}
