using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Cartwright.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Orders;

/// <summary>The new status of an order.</summary>
/// <param name="Status"><c>shipped</c>, <c>delivered</c> or <c>cancelled</c>.</param>
public sealed record ChangeOrderStatusRequest(
    [property: AllowedValues(
        OrderStatus.Pending, OrderStatus.AwaitingPayment, OrderStatus.Confirmed, OrderStatus.PartiallyShipped, OrderStatus.Shipped, OrderStatus.Delivered,
        OrderStatus.Rejected, OrderStatus.Cancelled, ErrorMessage = "There is no such status.")]
    string Status);

/// <summary>Changes the status of an order by hand. Administrators cannot set the states that stock and payment decide.</summary>
internal static class ChangeOrderStatus
{
    static readonly string[] ByHand = [OrderStatus.Shipped, OrderStatus.Delivered, OrderStatus.Cancelled];

    public static Task<Results<Ok<OrderResponse>, ProblemHttpResult>> HandleAsync(
        Guid id, ChangeOrderStatusRequest request, ClaimsPrincipal user, OrderUpdater updater, TimeProvider time, CancellationToken cancellationToken) =>
        updater.ApplyAsync(
            id, user,
            order => request.Status switch
            {
                OrderStatus.Cancelled => order.Cancel("Cancelled by the shop.", time.GetUtcNow()),
                OrderStatus.Shipped => order.Ship(time.GetUtcNow()),
                OrderStatus.Delivered => order.Deliver(time.GetUtcNow()),
                _ => null,
            },
            order => Refusal(order, request.Status),
            cancellationToken);

    static string Refusal(Order order, string status)
    {
        if (status == OrderStatus.Shipped && order.MayBecome(status))
        {
            return order.ShippingRefusal + (order.MayBecome(OrderStatus.Cancelled) ? $" Allowed: {OrderStatus.Cancelled}." : "");
        }

        return OrderTransitions.Next[order.Status].Intersect(ByHand).ToList() is { Count: > 0 } allowed
            ? $"An order that is {order.Status} cannot become {status}. Allowed: {string.Join(", ", allowed)}."
            : $"An order that is {order.Status} cannot become {status}. Nothing is allowed by hand.";
    }
}
