using System.Security.Claims;
using Cartwright.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Orders;

/// <summary>Another means of payment after one failed.</summary>
/// <param name="Payment">The means of payment.</param>
public sealed record PayOrderRequest(PaymentRequest Payment);

/// <summary>Pays an order again after a failed payment. Its units stay reserved.</summary>
internal static class PayOrder
{
    public static Task<Results<Ok<OrderResponse>, ProblemHttpResult>> HandleAsync(
        Guid id, PayOrderRequest request, ClaimsPrincipal user, OrderUpdater updater, TimeProvider time, CancellationToken cancellationToken) =>
        updater.ApplyAsync(
            id, user,
            order => order.PayAgain(request.Payment.Method, request.Payment.Token, time.GetUtcNow()),
            order => order.Status == OrderStatus.AwaitingPayment
                ? "A payment of this order is under way."
                : $"An order that is {order.Status} has nothing to pay.",
            cancellationToken);
}
