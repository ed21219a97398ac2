using System.Security.Claims;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Orders;

/// <summary>Cancels an order that is not shipped yet. Inventory releases its stock and payments refunds it, by the event.</summary>
internal static class CancelOrder
{
    public static Task<Results<Ok<OrderResponse>, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, OrderUpdater updater, TimeProvider time, CancellationToken cancellationToken) =>
        updater.ApplyAsync(
            id, user,
            order => order.Cancel(user.IdOrNull() == order.UserId ? "Cancelled by the customer." : "Cancelled by the shop.", time.GetUtcNow()),
            order => $"An order that is {order.Status} cannot be cancelled.",
            cancellationToken);
}
