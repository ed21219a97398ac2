using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;

namespace Cartwright.Orders;

/// <summary>Cancels orders that were not paid in time. The timer is a row, so it survives restarts and fires once.</summary>
internal sealed class ExpireUnpaidOrders(Database database, TimeProvider time) : IPeriodicWork
{
    const int BatchMax = 200;

    sealed record FirstEvent(Guid OrderId, string? TraceParent);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await ExpireAsync(cancellationToken) == BatchMax)
        {
        }
    }

    async Task<int> ExpireAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var work = await database.BeginAsync(cancellationToken);
        var expired = await OrderStore.LoadExpiredAsync(work, now, BatchMax, cancellationToken);
        if (expired.Count == 0)
        {
            return 0;
        }

        var decisions = expired.Select(order => order.Cancel("It was not paid in time.", now)!).ToList();
        await OrderStore.SaveAsync(work, [.. decisions.Select(d => d.Order)], cancellationToken);
        var traces = await TracesAsync(work, [.. expired.Select(o => o.Id)], cancellationToken);
        foreach (var decision in decisions)
        {
            foreach (var fact in decision.Events)
            {
                work.PublishWithTrace(traces.GetValueOrDefault(decision.Order.Id), fact);
            }
        }

        await work.CommitAsync(cancellationToken);
        return expired.Count;
    }

    // The timer has no trace of its own: the cancellation continues the trace of the placement.
    static async Task<Dictionary<Guid, string?>> TracesAsync(UnitOfWork work, Guid[] orders, CancellationToken cancellationToken) =>
        (await work.QueryAsync<FirstEvent>(
            """
            select distinct on (aggregate_id) aggregate_id as order_id, trace_parent
            from events where aggregate_id = any(@orders) order by aggregate_id, position
            """,
            new { orders },
            cancellationToken)).ToDictionary(b => b.OrderId, b => b.TraceParent);
}
