using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>Rejects the order when inventory cannot supply it.</summary>
internal sealed class WhenStockRejected(TimeProvider time) : IEventHandler<StockRejected>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<StockRejected>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        OrderStore.DecideAsync(
            work, events.Select(e => (e.Event.OrderId, e.Event)), (order, rejected) => order.StockRejected(rejected.Shortages, time.GetUtcNow()), cancellationToken);
}
