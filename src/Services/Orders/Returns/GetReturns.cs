using System.Security.Claims;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Cartwright.Orders;

/// <summary>Shows returns: to customers their own, to staff those of all.</summary>
internal static class GetReturns
{
    static readonly IReadOnlyList<string> Statuses = new OneOfAttribute(typeof(ReturnStatus)).Values;

    /// <summary>One return.</summary>
    public static async Task<Results<Ok<ReturnResponse>, ProblemHttpResult>> OneAsync(
        Guid id, ClaimsPrincipal user, ReturnReader returns, CancellationToken cancellationToken) =>
        await returns.FindAsync(id, cancellationToken) is { } found && user.MayAccess(found.UserId, Permission.ReadOrders)
            ? TypedResults.Ok(found)
            : Problems.NotFound("return");

    /// <summary>The returns, newest first; a customer sees their own.</summary>
    public static async Task<Results<Ok<ReturnListResponse>, ProblemHttpResult>> ListAsync(
        ClaimsPrincipal user, ReturnReader returns, [AsParameters] PageRequest request, CancellationToken cancellationToken,
        [OneOf(typeof(ReturnStatus))] string? status = null)
    {
        if (status is not null && !Statuses.Contains(status))
        {
            return Problems.Invalid("status", "There is no such status.");
        }

        if (request.Read(out Page<Guid> page) is { } problem)
        {
            return problem;
        }

        Guid? owner = user.Has(Permission.ReadOrders) ? null : user.Id();
        var (items, nextCursor) = page.Cut(await returns.ListAsync(owner, status, page, cancellationToken), r => r.Id);
        return TypedResults.Ok(new ReturnListResponse(items, nextCursor));
    }

    /// <summary>The returns of an order, and what can still be sent back.</summary>
    public static async Task<Results<Ok<OrderReturnsResponse>, ProblemHttpResult>> OfOrderAsync(
        Guid id, ClaimsPrincipal user, Database database, ReturnReader returns, IOptions<OrdersOptions> options, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (await ReturnStore.FindOrderAsync(database, id, cancellationToken) is not { } order || !user.MayAccess(order.UserId, Permission.ReadOrders))
        {
            return Problems.NotFound("order");
        }

        var now = time.GetUtcNow();
        var refusal = order.RefusalAt(now, options.Value);
        return TypedResults.Ok(new OrderReturnsResponse(
            await returns.OfOrderAsync(id, cancellationToken),
            refusal is null ? [.. order.Lines.Where(l => l.Returnable > 0).Select(l => new ReturnableLineResponse(l.Sku, l.Name, l.Returnable))] : [],
            order.KindAt(now, options.Value), order.WithdrawableUntil(options.Value), order.ReturnableUntil(options.Value), refusal));
    }
}
