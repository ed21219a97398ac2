using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Orders;

/// <summary>
/// Removes the payment provider's tokens from the event log once their payments have ended: no later reader needs one. It goes through the log once,
/// and stops before an event whose payment is still under way.
/// </summary>
internal sealed class PurgePaymentTokens(Database database, IOptions<OrdersOptions> options, TimeProvider time) : IPeriodicWork
{
    const int BatchMax = 1000;

    sealed record Entry(long Position, bool IsUnderWay);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await PurgeAsync(cancellationToken) == BatchMax)
        {
        }
    }

    /// <returns>How many events of the log it went through.</returns>
    async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        // Another instance may be at it.
        if (await work.QuerySingleOrDefaultAsync<long?>("select position from purged_tokens for update skip locked", null, cancellationToken) is not { } from)
        {
            return 0;
        }

        var entries = await work.QueryAsync<Entry>(
            """
            select e.position,
                   coalesce(e.name = 'order.payment_requested' and o.status = 'awaiting_payment' and o.payment_status = 'requested'
                            and o.payment_attempt = (e.data ->> 'attempt')::int, false) as is_under_way
            from events e left join orders o on o.id = e.aggregate_id
            where e.position > @from and e.time < @before
            order by e.position limit @BatchMax
            """,
            // A transaction that takes long may still add an event with a lower position.
            new { from, before = time.GetUtcNow() - options.Value.PaymentTokenRetention, BatchMax },
            cancellationToken);
        var ended = entries.TakeWhile(e => !e.IsUnderWay).ToList();
        if (ended.Count == 0)
        {
            return 0;
        }

        var to = ended[^1].Position;
        await work.ExecuteAsync(
            """
            update events set data = jsonb_set(data, '{token}', '""')
            where position > @from and position <= @to and name = 'order.payment_requested' and data ->> 'token' <> ''
            """,
            new { from, to },
            cancellationToken);
        await work.ExecuteAsync("update purged_tokens set position = @to", new { to }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return ended.Count;
    }
}
