using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Cartwright.Platform.Observability;
using Microsoft.Extensions.Options;

namespace Cartwright.Payments;

/// <summary>Refunds money. The provider recognises a repeated refund by its id, so the call is repeated until it is answered. A refusal ends it.</summary>
internal sealed class ExecuteRefunds(
    PaymentProviders providers, Database database, IOptions<PaymentsOptions> options, TimeProvider time, WorkMeter meter, ILogger<ExecuteRefunds> logger)
    : LeasedJobWorker<DueRefund>(concurrency: 16, options.Value.Lease, TimeSpan.FromMilliseconds(250), time, meter, logger)
{
    protected override Task<IReadOnlyList<DueRefund>> ClaimAsync(int max, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        return database.QueryAsync<DueRefund>(
            """
            update refunds r set due_at = @leasedUntil, tries = r.tries + 1
            from payments p
            where r.id in (select id from refunds where due_at <= @now order by due_at limit @max for update skip locked) and p.id = r.payment_id
            returning r.id, r.payment_id, r.key, r.amount, r.tries, p.provider, p.provider_id, p.currency, r.created_at, p.status as payment_status, r.trace_parent
            """,
            new { now, leasedUntil = now + options.Value.Lease, max },
            cancellationToken);
    }

    protected override string? TraceParentOf(DueRefund item) => item.TraceParent;

    protected override async Task DoAsync(DueRefund item, CancellationToken cancellationToken)
    {
        switch (await AskAsync(item, cancellationToken))
        {
            case RefundOutcome.Refunded:
                await SettleAsync(work => RefundStore.CompleteAsync(work, item.Id, Time.GetUtcNow(), cancellationToken), cancellationToken);
                break;
            case RefundOutcome.Refused refused:
                await SettleAsync(work => RefundStore.FailAsync(work, item.Id, refused.Reason, Time.GetUtcNow(), cancellationToken), cancellationToken);
                break;
            case RefundOutcome.Unknown unknown:
                await RefundStore.PostponeAsync(database, item.Id, unknown.Reason, Time.GetUtcNow() + ProviderBackoff.After(item.Tries), cancellationToken);
                break;
            case var outcome:
                throw new InvalidOperationException($"Unknown outcome {outcome}.");
        }
    }

    // A return can be back before its payment is captured. Only then is there something to refund.
    Task<RefundOutcome> AskAsync(DueRefund item, CancellationToken cancellationToken) => item.PaymentStatus switch
    {
        PaymentState.Completed => providers.Of(item.Provider).RefundAsync(item, cancellationToken),
        PaymentState.Authorized or PaymentState.Capturing => Task.FromResult<RefundOutcome>(new RefundOutcome.Unknown("The payment is not captured yet.")),
        _ => Task.FromResult<RefundOutcome>(new RefundOutcome.Refused("Nothing was captured.")),
    };

    async Task SettleAsync<T>(Func<UnitOfWork, Task<T?>> settle, CancellationToken cancellationToken) where T : class, IEvent
    {
        await using var work = await database.BeginAsync(cancellationToken);
        if (await settle(work) is { } fact)
        {
            work.Publish(fact);
            await work.CommitAsync(cancellationToken);
        }
    }
}
