using System.Diagnostics;
using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>Something that happened to an order. What does not belong to a happening is null.</summary>
/// <param name="Time">When.</param>
/// <param name="Event">What, by its name in the event catalogue.</param>
/// <param name="Service">Which service told it.</param>
/// <param name="Id">The event's id.</param>
/// <param name="TraceId">The trace in which it happened: all that followed from one request has the same.</param>
/// <param name="Reason">Why, in a sentence for the customer.</param>
/// <param name="Status">The status that the order went to.</param>
/// <param name="Attempt">Which payment of the order it is about.</param>
/// <param name="Amount">The money it is about.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record TimelineEntryResponse(
    DateTimeOffset Time, string Event, string Service, Guid Id, string? TraceId,
    string? Reason = null, string? Status = null, int? Attempt = null, decimal? Amount = null, string? Currency = null);

/// <summary>All that happened to an order, over all services, in the order in which it happened.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Items">What happened.</param>
/// <param name="Missing">Services that did not answer in time: what they have to tell is not among the items.</param>
public sealed record OrderTimelineResponse(Guid OrderId, IReadOnlyList<TimelineEntryResponse> Items, IReadOnlyList<string> Missing)
{
    /// <summary>Puts events in order; where two have the same time, by their places in their publishers' logs.</summary>
    internal static OrderTimelineResponse Of(Guid orderId, IEnumerable<Envelope> events, IReadOnlyList<string> missing) => new(
        orderId,
        [.. events.OrderBy(e => e.Time).ThenBy(e => e.Position).Where(e => EventCatalog.ByName.ContainsKey(e.Name)).Select(Entry)],
        missing);

    // Tokens of payments and addresses are in the events too: what is shown is chosen here, not left out.
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
            OrderShipped => entry with { Status = OrderStatus.Shipped },
            OrderDelivered => entry with { Status = OrderStatus.Delivered },
            OrderUpdated updated => entry with { Status = updated.Status },
            PaymentAuthorized authorized => entry with { Attempt = authorized.Attempt, Amount = authorized.Amount, Currency = authorized.Currency },
            PaymentCompleted completed => entry with { Attempt = completed.Attempt, Amount = completed.Amount, Currency = completed.Currency },
            PaymentFailed failed => entry with { Attempt = failed.Attempt, Reason = failed.Reason },
            PaymentRefunded refunded => entry with { Amount = refunded.Amount, Currency = refunded.Currency },
            _ => entry,
        };
    }

    static string? TraceId(Envelope envelope) => ActivityContext.TryParse(envelope.TraceParent, null, out var context) ? context.TraceId.ToHexString() : null;
}
