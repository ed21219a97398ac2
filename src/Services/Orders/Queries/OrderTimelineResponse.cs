using System.Diagnostics;
using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.OpenApi;

namespace Cartwright.Orders;

/// <summary>An event of an order. Members that the event does not have are null.</summary>
/// <param name="Time">When it happened.</param>
/// <param name="Event">The name of the event in the event catalogue.</param>
/// <param name="Service">The service that published it.</param>
/// <param name="Id">The event's id.</param>
/// <param name="TraceId">The trace id, the same for all events that follow from one request.</param>
/// <param name="Reason">Why, in a sentence for the customer.</param>
/// <param name="Status">The new status of the order.</param>
/// <param name="Attempt">The number of the payment attempt.</param>
/// <param name="Amount">The amount of the event.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record TimelineEntryResponse(
    DateTimeOffset Time, string Event, string Service, Guid Id, string? TraceId,
    string? Reason = null, [property: OneOf(typeof(OrderStatus))] string? Status = null, int? Attempt = null, decimal? Amount = null, string? Currency = null);

/// <summary>The events of an order over all services, oldest first.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Items">The events.</param>
/// <param name="Missing">Services that did not answer in time; their events are not among the items.</param>
public sealed record OrderTimelineResponse(Guid OrderId, IReadOnlyList<TimelineEntryResponse> Items, IReadOnlyList<string> Missing)
{
    /// <summary>Sorts events by time, then by their positions in the logs of their publishers.</summary>
    internal static OrderTimelineResponse Of(Guid orderId, IEnumerable<Envelope> events, IReadOnlyList<string> missing) => new(
        orderId,
        [.. events.OrderBy(e => e.Time).ThenBy(e => e.Position).Where(e => EventCatalog.ByName.ContainsKey(e.Name)).Select(Entry)],
        missing);

    // Events also hold payment tokens and addresses, so the members to show are listed one by one.
    static TimelineEntryResponse Entry(Envelope envelope)
    {
        var type = EventCatalog.ByName[envelope.Name];
        var entry = new TimelineEntryResponse(envelope.Time, envelope.Name, type.Publisher, envelope.Id, TraceId(envelope));
        return JsonSerializer.Deserialize(envelope.Data, type.Json) switch
        {
            OrderCreated created => entry with { Amount = created.Total, Currency = created.Currency },
            OrderPaymentRequested requested => entry with { Attempt = requested.Attempt, Amount = requested.Amount, Currency = requested.Currency },
            OrderConfirmed confirmed => entry with { Amount = confirmed.Total, Currency = confirmed.Currency },
            OrderRejected rejected => entry with { Reason = rejected.Reason },
            OrderCancelled cancelled => entry with { Reason = cancelled.Reason },
            OrderPaymentFailed failed => entry with { Reason = failed.Reason },
            OrderPartiallyShipped => entry with { Status = OrderStatus.PartiallyShipped },
            OrderShipped => entry with { Status = OrderStatus.Shipped },
            OrderDelivered => entry with { Status = OrderStatus.Delivered },
            OrderDispatchRefused refused => entry with { Reason = refused.Reason },
            OrderUpdated updated => entry with { Status = updated.Status },
            PaymentAuthorized authorized => entry with { Attempt = authorized.Attempt, Amount = authorized.Amount, Currency = authorized.Currency },
            PaymentCompleted completed => entry with { Attempt = completed.Attempt, Amount = completed.Amount, Currency = completed.Currency },
            PaymentFailed failed => entry with { Attempt = failed.Attempt, Reason = failed.Reason },
            PaymentCancelled cancelled => entry with { Attempt = cancelled.Attempt },
            PaymentCaptureFailed failed =>
                entry with { Attempt = failed.Attempt, Amount = failed.Amount, Currency = failed.Currency, Reason = failed.Reason },
            PaymentVoidFailed failed => entry with { Attempt = failed.Attempt, Amount = failed.Amount, Currency = failed.Currency, Reason = failed.Reason },
            PaymentRefundFailed failed => entry with { Amount = failed.Amount, Currency = failed.Currency, Reason = failed.Reason },
            PaymentRefunded refunded => entry with { Amount = refunded.Amount, Currency = refunded.Currency },
            ReturnRejected rejected => entry with { Reason = rejected.Reason },
            ReturnCancelled cancelled => entry with { Reason = cancelled.Reason },
            ReturnInspected inspected => entry with { Amount = inspected.Refund, Currency = inspected.Currency },
            ReturnRefundRequested requested => entry with { Attempt = requested.Attempt, Amount = requested.Amount, Currency = requested.Currency },
            ReturnCompleted completed => entry with { Amount = completed.Refund, Currency = completed.Currency },
            _ => entry,
        };
    }

    static string? TraceId(Envelope envelope) => ActivityContext.TryParse(envelope.TraceParent, null, out var context) ? context.TraceId.ToHexString() : null;
}
