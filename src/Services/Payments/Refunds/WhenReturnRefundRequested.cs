using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Payments;

/// <summary>
/// Refunds what a return is worth, by the provider, or records that it went back on another way. What staff have given back before is not given back twice: a
/// refund of more than what is left is refused.
/// </summary>
internal sealed class WhenReturnRefundRequested(TimeProvider time) : IEventHandler<ReturnRefundRequested>
{
    sealed record Refundable(Guid Id, string Status, decimal Amount, decimal Captured, decimal Given, bool IsRefunded);

    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ReturnRefundRequested>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await PaymentStore.LockOfOrdersAsync(work, [.. events.Select(e => e.Event.OrderId)], cancellationToken);
        var facts = new List<IEvent>();
        foreach (var e in events)
        {
            if (await RefundAsync(e.Event, e.Envelope.TraceParent, work, cancellationToken) is { } fact)
            {
                facts.Add(fact);
            }
        }

        return facts;
    }

    /// <returns>The event to publish, if the refund has ended already.</returns>
    async Task<IEvent?> RefundAsync(ReturnRefundRequested request, string? traceParent, UnitOfWork work, CancellationToken cancellationToken)
    {
        // A shipped order has one payment that was not declined. It may be captured a moment later: the worker waits for that.
        var payment = await work.QuerySingleOrDefaultAsync<Refundable>(
            """
            select p.id, p.status, p.amount, p.captured, coalesce(sum(r.amount) filter (where r.status <> 'failed'), 0) as given,
                   coalesce(bool_or(r.return_id = @ReturnId and r.status <> 'failed'), false) as is_refunded
            from payments p left join refunds r on r.payment_id = p.id
            where p.order_id = @OrderId and p.status in ('authorized', 'capturing', 'completed', 'capture_failed')
            group by p.id
            """,
            new { request.OrderId, request.ReturnId },
            cancellationToken)
            ?? throw new InvalidOperationException($"Order {request.OrderId} has no payment to refund return {request.ReturnId} from.");
        // An earlier request was refused, and turned out to have succeeded.
        if (payment.IsRefunded)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var refund = new Refund(Guid.CreateVersion7(now), payment.Id, RefundKey.OfReturn(request.ReturnId, request.Attempt), request.Amount, 0)
        {
            Method = request.Reference is null ? RefundMethod.Provider : RefundMethod.Manual,
            Reference = request.Reference,
            ReturnId = request.ReturnId,
            TraceParent = traceParent,
        };
        await RefundStore.InsertAsync(work, [refund], now, cancellationToken);
        var isUnderWay = request.Reference is null && payment.Status is PaymentState.Authorized or PaymentState.Capturing;
        var left = (isUnderWay ? payment.Amount : payment.Captured) - payment.Given;
        return request.Amount > left ? await RefundStore.FailAsync(work, refund.Id, $"Only {left} {request.Currency} of the payment are left.", now, cancellationToken)
            : request.Reference is not null ? await RefundStore.CompleteAsync(work, refund.Id, now, cancellationToken)
            : null;
    }
}
