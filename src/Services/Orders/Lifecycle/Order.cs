using System.Text.Json;
using Cartwright.Contracts;

namespace Cartwright.Orders;

/// <summary>
/// The state of an order and its rules, without I/O. Each method decides about one input,
/// and returns null when the input changes nothing because it is late or repeated.
/// </summary>
internal sealed record Order
{
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required Guid UserId { get; init; }
    public required string Status { get; init; }
    public string? StatusReason { get; init; }
    public required decimal Total { get; init; }
    public required string Currency { get; init; }
    public required string PaymentStatus { get; init; }
    public required int PaymentAttempt { get; init; }
    public required string PaymentMethod { get; init; }
    public string? PaymentToken { get; init; }
    public string? PaymentFailure { get; init; }

    /// <summary>What was given back so far, in the currency of the order.</summary>
    public decimal Refunded { get; init; }

    /// <summary>The ordered lines as JSON, for the event of the confirmation; null where the order was not loaded for one.</summary>
    public string? LinesJson { get; init; }

    /// <summary>The address that it goes to as JSON, for the same event; null where the order was not loaded for one.</summary>
    public string? ShippingAddressJson { get; init; }

    /// <summary>The units that inventory has reserved, by warehouse, as JSON; null before, and where inventory did not say it.</summary>
    public string? ReservedUnits { get; init; }

    /// <summary>The code of the method of shipping, for the event of the confirmation; null for orders of earlier versions.</summary>
    public string? ShippingMethod { get; init; }

    /// <summary>Its name at the time of the order.</summary>
    public string? ShippingMethodName { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required int Version { get; init; }

    /// <summary>Whether the order waits for stock or payment, and therefore has a timer.</summary>
    public bool IsOpen => Status is OrderStatus.Pending or OrderStatus.AwaitingPayment;

    /// <summary>All units are reserved: the payment is requested.</summary>
    public Decision? InventoryReserved(IReadOnlyList<ReservedUnits>? units, DateTimeOffset now) => Status == OrderStatus.Pending
        ? RequestPayment(To(OrderStatus.AwaitingPayment, now) with
        {
            ReservedUnits = units is null ? null : JsonSerializer.Serialize(units, OrdersJson.Default.IReadOnlyListReservedUnits),
        })
        : null;

    /// <summary>Inventory cannot supply the order: it is rejected.</summary>
    public Decision? InventoryRejected(IReadOnlyList<Shortage> shortages, DateTimeOffset now)
    {
        if (Status != OrderStatus.Pending)
        {
            return null;
        }

        var reason = "Out of stock: " + string.Join(", ", shortages.Select(s => $"{s.Sku} ({s.Requested} ordered, {s.Available} available)")) + ".";
        return new(To(OrderStatus.Rejected, now) with { StatusReason = reason }, [new OrderRejected(Id, Number, UserId, reason)]);
    }

    /// <summary>The payment is authorized: the order is confirmed. The payment is captured when the order is shipped.</summary>
    public Decision? PaymentAuthorized(DateTimeOffset now) => Confirm(OrderPaymentStatus.Authorized, now);

    /// <summary>The payment is captured: the order is confirmed. Payments refunds a payment of a cancelled order.</summary>
    public Decision? PaymentCompleted(DateTimeOffset now) =>
        PaymentStatus is OrderPaymentStatus.Authorized or OrderPaymentStatus.CaptureFailed
            ? new(Changed(now) with { PaymentStatus = OrderPaymentStatus.Completed, PaymentFailure = null }, [])
            : Confirm(OrderPaymentStatus.Completed, now);

    /// <summary>The provider refused to capture what is authorized. Null after a capture, whose event may arrive first.</summary>
    public Decision? PaymentCaptureFailed(string reason, DateTimeOffset now) =>
        PaymentStatus is OrderPaymentStatus.Authorized or OrderPaymentStatus.CaptureFailed
            ? new(Changed(now) with { PaymentStatus = OrderPaymentStatus.CaptureFailed, PaymentFailure = reason }, [])
            : null;

    /// <summary>The authorization of a cancelled order was voided.</summary>
    public Decision? PaymentVoided(DateTimeOffset now) =>
        MayBeVoided ? new(Changed(now) with { PaymentStatus = OrderPaymentStatus.Voided, PaymentFailure = null }, []) : null;

    /// <summary>The provider refused to void the authorization of a cancelled order. Null after a void, whose event may arrive first.</summary>
    public Decision? PaymentVoidFailed(string reason, DateTimeOffset now) =>
        MayBeVoided ? new(Changed(now) with { PaymentStatus = OrderPaymentStatus.VoidFailed, PaymentFailure = reason }, []) : null;

    /// <summary>The payment of a cancelled order ended before it was charged.</summary>
    public Decision? PaymentCancelled(DateTimeOffset now) =>
        IsCancelledDuringPayment ? new(Changed(now) with { PaymentStatus = OrderPaymentStatus.Cancelled }, []) : null;

    /// <summary>The payment failed: the customer may pay again until the order expires. A cancelled order only shows it.</summary>
    public Decision? PaymentFailed(int attempt, string reason, DateTimeOffset now)
    {
        if (PaymentStatus != OrderPaymentStatus.Requested || attempt != PaymentAttempt)
        {
            return null;
        }

        var failed = Changed(now) with { PaymentStatus = OrderPaymentStatus.Failed, PaymentFailure = reason, PaymentToken = null };
        return Status == OrderStatus.AwaitingPayment
            ? new(failed, [new OrderPaymentFailed(Id, Number, UserId, reason, ExpiresAt)])
            : IsCancelledDuringPayment ? new(failed, []) : null;
    }

    /// <summary>Money was refunded. In full, the payment is refunded; in part, it stays completed. Null when more is known already.</summary>
    public Decision? PaymentRefunded(decimal totalRefunded, DateTimeOffset now)
    {
        if (totalRefunded <= Refunded)
        {
            return null;
        }

        var refunded = Changed(now) with { Refunded = totalRefunded };
        return totalRefunded >= Total ? new(refunded with { PaymentStatus = OrderPaymentStatus.Refunded, PaymentFailure = null }, [])
            // The refund of a cancelled order has failed until all is given back; any other one is made good by the next.
            : PaymentStatus == OrderPaymentStatus.RefundFailed && Status != OrderStatus.Cancelled
                ? new(refunded with { PaymentStatus = OrderPaymentStatus.Completed, PaymentFailure = null }, [])
                : new(refunded, []);
    }

    /// <summary>The provider refused a refund. Null after a later refund, whose event may arrive first.</summary>
    public Decision? PaymentRefundFailed(decimal totalRefunded, string reason, DateTimeOffset now) =>
        PaymentStatus != OrderPaymentStatus.Refunded && totalRefunded >= Refunded
            ? new(Changed(now) with { PaymentStatus = OrderPaymentStatus.RefundFailed, PaymentFailure = reason }, [])
            : null;

    /// <summary>The customer pays again after a failed payment. Null while a payment is under way, or when none is due.</summary>
    public Decision? PayAgain(string method, string token, DateTimeOffset now) =>
        Status == OrderStatus.AwaitingPayment && PaymentStatus == OrderPaymentStatus.Failed
            ? RequestPayment(Changed(now) with { PaymentMethod = method, PaymentToken = token, PaymentFailure = null })
            : null;

    /// <summary>The customer, an administrator or the timer cancels the order. Null when it can no longer be cancelled.</summary>
    public Decision? Cancel(string reason, DateTimeOffset now) =>
        MayBecome(OrderStatus.Cancelled)
            ? new(
                To(OrderStatus.Cancelled, now) with { StatusReason = reason },
                [new OrderCancelled(Id, Number, UserId, reason, Total, Currency, PaymentAttempt, PaymentMethod)])
            : null;

    /// <summary>Whether the money is there, or can be captured: what was given back in full is not sent.</summary>
    public bool IsPaid => PaymentStatus is OrderPaymentStatus.Authorized or OrderPaymentStatus.Completed or OrderPaymentStatus.RefundFailed;

    /// <summary>The order is on its way, as a person says. Null when it cannot be shipped, or is not paid any more.</summary>
    public Decision? Ship(DateTimeOffset now) => Ship(null, now);

    /// <summary>A shipment is ready to leave: it may, or is refused. When it is the last one, all of the order is shipped.</summary>
    /// <param name="shipment">The shipment.</param>
    /// <param name="remaining">Shipments that will leave later.</param>
    /// <param name="now">The time.</param>
    public Decision ShipPart(Guid shipment, int remaining, DateTimeOffset now) =>
        // A person has said so before: the shipment has left with the rest.
        Status is OrderStatus.Shipped or OrderStatus.Delivered ? new(this, [new OrderShipped(Id, Number, UserId, shipment)])
        : !(MayBecome(OrderStatus.Shipped) && IsPaid) ? new(this, [new OrderDispatchRefused(Id, shipment, ShippingRefusal)])
        : remaining == 0 ? Ship(shipment, now)!
        : new(
            Status == OrderStatus.PartiallyShipped ? Changed(now) : To(OrderStatus.PartiallyShipped, now),
            [new OrderPartiallyShipped(Id, Number, UserId, shipment)]);

    /// <summary>Why it cannot be shipped, in a sentence for the staff.</summary>
    public string ShippingRefusal => MayBecome(OrderStatus.Shipped)
        ? $"The payment of this order is {PaymentStatus}: it cannot be shipped."
        : $"An order that is {Status} cannot be shipped.";

    Decision? Ship(Guid? shipment, DateTimeOffset now) =>
        MayBecome(OrderStatus.Shipped) && IsPaid ? new(To(OrderStatus.Shipped, now), [new OrderShipped(Id, Number, UserId, shipment)]) : null;

    /// <summary>The order has arrived. Null when it was not shipped, or has arrived before.</summary>
    public Decision? Deliver(DateTimeOffset now) =>
        MayBecome(OrderStatus.Delivered) ? new(To(OrderStatus.Delivered, now) with { DeliveredAt = now }, [new OrderDelivered(Id, Number, UserId)]) : null;

    /// <summary>Whether the state machine allows the step.</summary>
    public bool MayBecome(string status) => OrderTransitions.Next[Status].Contains(status);

    // The event that tells of the authorization may come after that of its end.
    bool MayBeVoided => PaymentStatus is OrderPaymentStatus.Authorized or OrderPaymentStatus.VoidFailed
        || PaymentStatus == OrderPaymentStatus.Cancelled || IsCancelledDuringPayment;

    // The order was cancelled while its payment was under way.
    bool IsCancelledDuringPayment => PaymentStatus == OrderPaymentStatus.Requested && Status == OrderStatus.Cancelled;

    bool IsRefundKnown => PaymentStatus is OrderPaymentStatus.Refunded or OrderPaymentStatus.RefundFailed;

    Decision? Confirm(string paymentStatus, DateTimeOffset now) =>
        Status == OrderStatus.AwaitingPayment
            ? new(
                To(OrderStatus.Confirmed, now) with
                {
                    // What became of the money may be known before that it was there.
                    PaymentStatus = IsRefundKnown ? PaymentStatus : paymentStatus,
                    PaymentFailure = IsRefundKnown ? PaymentFailure : null,
                    ConfirmedAt = now,
                },
                [
                    new OrderConfirmed(
                        Id, Number, UserId, Total, Currency, LinesOf(LinesJson), AddressOf(ShippingAddressJson), UnitsOf(ReservedUnits),
                        ShippingMethod is null ? null : new(ShippingMethod, ShippingMethodName!)),
                ])
            : null;

    static IReadOnlyList<OrderLine>? LinesOf(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, OrdersJson.Default.IReadOnlyListOrderLine);

    static ShippingAddress? AddressOf(string? json) =>
        json is null ? null : ShippingAddress.Of(JsonSerializer.Deserialize(json, OrdersJson.Default.PostalAddress)!);

    static IReadOnlyList<ReservedUnits>? UnitsOf(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, OrdersJson.Default.IReadOnlyListReservedUnits);

    static Decision RequestPayment(Order order)
    {
        var requested = order with { PaymentStatus = OrderPaymentStatus.Requested, PaymentAttempt = order.PaymentAttempt + 1 };
        // The event carries the token from here on.
        return new(requested with { PaymentToken = null },
        [
            new OrderPaymentRequested(
                requested.Id, requested.PaymentAttempt, requested.UserId, requested.Total, requested.Currency, requested.PaymentMethod, requested.PaymentToken!),
        ]);
    }

    Order To(string status, DateTimeOffset now)
    {
        if (!MayBecome(status))
        {
            throw new InvalidOperationException($"Order {Id} cannot go from {Status} to {status}.");
        }

        return Changed(now) with { Status = status, PaymentToken = status == OrderStatus.AwaitingPayment ? PaymentToken : null };
    }

    Order Changed(DateTimeOffset now) => this with { UpdatedAt = now, Version = Version + 1 };
}
