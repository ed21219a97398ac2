using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Cartwright.Platform.Observability;
using Microsoft.Extensions.Options;

namespace Cartwright.Payments;

/// <summary>Refunds money. The provider recognises a repeated refund by its id, so the call is repeated until it is answered.</summary>
internal sealed class ExecuteRefunds(
    IPaymentProvider provider, Database database, IOptions<PaymentsOptions> options, TimeProvider time, WorkMeter meter, ILogger<ExecuteRefunds> logger)
    : LeasedJobWorker<DueRefund>(concurrency: 16, options.Value.Lease, TimeSpan.FromMilliseconds(250), time, meter, logger)
{
    sealed record Refunded(Guid OrderId, decimal TotalRefunded, string Currency);

    protected override Task<IReadOnlyList<DueRefund>> ClaimAsync(int max, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        return database.QueryAsync<DueRefund>(
            """
            update refunds r set due_at = @leasedUntil, tries = r.tries + 1
            from payments p
            where r.id in (select id from refunds where due_at <= @now order by due_at limit @max for update skip locked) and p.id = r.payment_id
            returning r.id, r.payment_id, r.key, r.amount, r.tries, p.provider_id, r.trace_parent
            """,
            new { now, leasedUntil = now + options.Value.Lease, max },
            cancellationToken);
    }

    protected override string? TraceParentOf(DueRefund item) => item.TraceParent;

    protected override async Task DoAsync(DueRefund item, CancellationToken cancellationToken)
    {
        var refund = new Refund(item.Id, item.PaymentId, item.Key, item.Amount, item.Tries);
        if (await provider.RefundAsync(refund, item.ProviderId, cancellationToken))
        {
            await CompleteAsync(refund, cancellationToken);
        }
        else
        {
            await database.ExecuteAsync(
                "update refunds set due_at = @dueAt where id = @Id and status = 'processing'",
                new { refund.Id, dueAt = Time.GetUtcNow() + ProviderBackoff.After(refund.Tries) },
                cancellationToken);
        }
    }

    async Task CompleteAsync(Refund refund, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        var refunded = await work.QuerySingleOrDefaultAsync<Refunded>(
            """
            with done as (
                update refunds set status = 'completed', due_at = null where id = @Id and status = 'processing' returning payment_id, amount
            ), entry as (
                insert into entries (payment_id, order_id, kind, amount, refund_id, at)
                select p.id, p.order_id, 'refund', -done.amount, @Id, @now from done join payments p on p.id = done.payment_id
            )
            update payments p set refunded = p.refunded + done.amount, updated_at = @now
            from done where p.id = done.payment_id
            returning p.order_id, p.refunded as total_refunded, p.currency
            """,
            new { refund.Id, now = Time.GetUtcNow() },
            cancellationToken);
        if (refunded is not null)
        {
            work.Publish(new PaymentRefunded(refund.PaymentId, refunded.OrderId, refund.Amount, refunded.TotalRefunded, refunded.Currency));
            await work.CommitAsync(cancellationToken);
        }
    }
}
