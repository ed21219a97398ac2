using System.Collections.Frozen;
using Cartwright.Contracts;

namespace Cartwright.Orders;

/// <summary>The state machine of an order.</summary>
internal static class OrderTransitions
{
    /// <summary>The states that may follow each state; none after a final one.</summary>
    public static FrozenDictionary<string, string[]> Next { get; } = new Dictionary<string, string[]>
    {
        [OrderStatus.Pending] = [OrderStatus.AwaitingPayment, OrderStatus.Rejected, OrderStatus.Cancelled],
        [OrderStatus.AwaitingPayment] = [OrderStatus.Confirmed, OrderStatus.Cancelled],
        [OrderStatus.Confirmed] = [OrderStatus.PartiallyShipped, OrderStatus.Shipped, OrderStatus.Cancelled],
        [OrderStatus.PartiallyShipped] = [OrderStatus.Shipped],
        [OrderStatus.Shipped] = [OrderStatus.Delivered],
        [OrderStatus.Delivered] = [],
        [OrderStatus.Rejected] = [],
        [OrderStatus.Cancelled] = [],
    }.ToFrozenDictionary();
}
