using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Payments;

/// <summary>
/// Refunds the captured payments of a cancelled order and voids the authorized ones. A payment under way is flagged; the worker that settles it reads the flag
/// under the row's lock and refunds what was captured. A payment whose request was not handled yet is written as cancelled, so that it will not be charged.
/// </summary>
internal sealed class WhenOrderCancelled(TimeProvider time) : IEventHandler<OrderCancelled>
{
    sealed record Captured(Guid Id, Guid OrderId, decimal Remaining);

    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderCancelled>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var orders = events.Select(e => e.Event.OrderId).ToArray();
        var unknown = await PaymentStore.CancelUnknownAsync(work, [.. events.Select(e => e.Event)], time.GetUtcNow(), cancellationToken);
        // A request that a person retries later is not charged, and needs no token.
        await work.ExecuteAsync(
            """
            update dead_letters set data = jsonb_set(data, '{token}', '""')
            where name = 'order.payment_requested' and aggregate_id = any(@orders)
            """,
            new { orders },
            cancellationToken);
        await PaymentStore.LockOfOrdersAsync(work, orders, cancellationToken);
        await work.ExecuteAsync(
            """
            update payments
            set cancel_requested = true,
                status = case status when 'authorized' then 'voiding' when 'action_required' then 'processing' else status end,
                due_at = case when status in ('authorized', 'action_required') then now() else due_at end,
                action_url = null
            where order_id = any(@orders) and status in ('processing', 'action_required', 'authorized', 'capturing')
            """,
            new { orders },
            cancellationToken);
        var captured = await work.QueryAsync<Captured>(
            """
            select p.id, p.order_id,
                   p.captured - coalesce((select sum(r.amount) from refunds r where r.payment_id = p.id and r.status <> 'failed'), 0) as remaining
            from payments p
            where p.order_id = any(@orders) and p.status = 'completed'
            order by p.id
            """,
            new { orders },
            cancellationToken);
        var traces = events.DistinctBy(e => e.Event.OrderId).ToDictionary(e => e.Event.OrderId, e => e.Envelope.TraceParent);
        var refunds = captured.Where(p => p.Remaining > 0).Select(p => Refund.OfCancelledOrder(p.Id, p.Remaining, traces[p.OrderId]));
        await RefundStore.InsertAsync(work, [.. refunds], time.GetUtcNow(), cancellationToken);
        return [.. unknown.Select(p => new PaymentCancelled(p.Id, p.OrderId, p.Attempt))];
    }
}
