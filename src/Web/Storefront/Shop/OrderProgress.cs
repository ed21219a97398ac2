using Cartwright.Contracts;
using Cartwright.Storefront.Api;

namespace Cartwright.Storefront.Shop;

/// <summary>Where an order stands, as its page tells it.</summary>
/// <param name="Headline">In a few words.</param>
/// <param name="Explanation">In a sentence.</param>
/// <param name="Style">The style class of the status.</param>
/// <param name="Steps">The way of an order from placed to delivered; nothing for one that ended early.</param>
/// <param name="RefreshSeconds">When the page should look again; null when only the customer can move the order on, or nothing can.</param>
internal sealed record OrderProgress(string Headline, string Explanation, string Style, IReadOnlyList<OrderStep> Steps, int? RefreshSeconds)
{
    static readonly string[] StepNames = ["Placed", "Reserved", "Paid", "Shipped", "Delivered"];

    public static OrderProgress Of(Order order) => order switch
    {
        { Status: OrderStatus.Pending } =>
            new("Order placed", "We are setting your items aside.", "status-active", Way(done: 1), 1),
        { Status: OrderStatus.AwaitingPayment, Payment.Status: OrderPaymentStatus.Failed } =>
            new("Payment failed", order.Payment.FailureReason ?? "Your payment did not go through.", "status-failed", Way(done: 2, failed: true), null),
        { Status: OrderStatus.AwaitingPayment } =>
            new("Waiting for payment", "Your items are reserved, and your payment is being processed.", "status-active", Way(done: 2), 1),
        { Status: OrderStatus.Confirmed } =>
            new("Order confirmed", "Thank you! Your payment arrived, and we are preparing your parcel.", "status-good", Way(done: 3), 15),
        { Status: OrderStatus.PartiallyShipped } =>
            new("Partly on its way", "A part of your order has left our warehouse, and the rest will follow.", "status-good", Way(done: 3), 60),
        { Status: OrderStatus.Shipped } =>
            new("On its way", "Your parcel has left our warehouse.", "status-good", Way(done: 4), 60),
        { Status: OrderStatus.Delivered } =>
            new("Delivered", "Your parcel has arrived. Enjoy!", "status-good", Way(done: 5), null),
        { Status: OrderStatus.Rejected } =>
            new("Sold out", order.StatusReason ?? "Somebody was faster: an item sold out. You have not been charged.", "status-failed", [], null),
        { Status: OrderStatus.Cancelled } =>
            new("Cancelled", order.StatusReason ?? "This order was cancelled.", "status-ended", [], order.Payment?.Status == OrderPaymentStatus.Completed ? 3 : null),
        _ => new(Display.Label(order.Status), "", "status-active", [], null),
    };

    /// <summary>Whether the customer may still cancel.</summary>
    public static bool CanCancel(Order order) => order.Status is OrderStatus.Pending or OrderStatus.AwaitingPayment or OrderStatus.Confirmed;

    /// <summary>Whether the order is packed and sent, in one shipment or several.</summary>
    public static bool HasShipments(Order order) =>
        order.Status is OrderStatus.Confirmed or OrderStatus.PartiallyShipped or OrderStatus.Shipped or OrderStatus.Delivered;

    /// <summary>Whether items of the order can be on their way back.</summary>
    public static bool MayHaveReturns(Order order) => order.Status is OrderStatus.Shipped or OrderStatus.Delivered;

    public static bool CanPayAgain(Order order) => order is { Status: OrderStatus.AwaitingPayment, Payment.Status: OrderPaymentStatus.Failed };

    static List<OrderStep> Way(int done, bool failed = false) =>
        [.. StepNames.Select((name, i) => new OrderStep(
            name,
            i < done ? StepState.Done : i > done ? StepState.Ahead : failed ? StepState.Failed : StepState.Current))];
}

/// <summary>A step of an order's way.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">How far it is.</param>
internal sealed record OrderStep(string Name, StepState State)
{
    public string Style => "step-" + State.ToString().ToLowerInvariant();
}

internal enum StepState
{
    Done,
    Current,
    Failed,
    Ahead,
}
