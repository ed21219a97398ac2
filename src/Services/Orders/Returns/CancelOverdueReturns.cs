using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;

namespace Cartwright.Orders;

/// <summary>Cancels approved returns whose units did not arrive in time. The timer is a row, so it survives restarts and fires once.</summary>
internal sealed class CancelOverdueReturns(Database database, TimeProvider time) : IPeriodicWork
{
    const int BatchMax = 100;

    sealed record Overdue(Guid Id, Guid OrderId);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Overdue> overdue;
        do
        {
            overdue = await database.QueryAsync<Overdue>(
                "select id, order_id from returns where due_at <= @now order by due_at limit @BatchMax", new { now = time.GetUtcNow(), BatchMax }, cancellationToken);
            foreach (var found in overdue)
            {
                await CancelAsync(found, cancellationToken);
            }
        }
        while (overdue.Count == BatchMax);
    }

    async Task CancelAsync(Overdue overdue, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        await ReturnStore.LockOrderAsync(work, overdue.OrderId, cancellationToken);
        // It may have arrived, or another instance was faster.
        var events = await ReturnStore.DecideAsync(
            work, [(overdue.Id, time.GetUtcNow())], (found, now) => found.DueAt <= now ? found.Cancel("The units did not arrive in time.", now) : null,
            cancellationToken);
        foreach (var fact in events)
        {
            work.Publish(fact);
        }

        await work.CommitAsync(cancellationToken);
    }
}
