using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;

namespace Cartwright.Orders;

/// <summary>Cancels orders whose time to be supplied and paid is over. The timer is a column, so it survives any restart and fires once.</summary>
internal sealed class ExpireUnpaidOrders(Database database, TimeProvider time) : IPeriodicWork
{
    const int BatchMax = 200;

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
        var decisions = expired.Select(order => order.Cancel("It was not paid in time.", now)!).ToList();
        await OrderStore.SaveAsync(work, [.. decisions.Select(d => d.Order)], cancellationToken);
        foreach (var happened in decisions.SelectMany(d => d.Events))
        {
            work.Publish(happened);
        }

        await work.CommitAsync(cancellationToken);
        return expired.Count;
    }
}
