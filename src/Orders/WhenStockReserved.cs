using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;
using Microsoft.Extensions.Options;

namespace Cartwright.Orders;

/// <summary>Inventory set the units aside: the payment is requested.</summary>
internal sealed class WhenStockReserved(TimeProvider time, IOptions<OrdersOptions> options) : IReaction<StockReserved>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<Received<StockReserved>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return OrderStore.DecideAsync(
            work, events.Select(e => (e.Event.OrderId, e.Event)), (order, _) => order.StockReserved(now, now + options.Value.PaymentWindow), cancellationToken);
    }
}
