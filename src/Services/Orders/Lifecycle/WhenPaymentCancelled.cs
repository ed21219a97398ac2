using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>Shows that the payment of a cancelled order ended before it was charged.</summary>
internal sealed class WhenPaymentCancelled(TimeProvider time) : IEventHandler<PaymentCancelled>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<PaymentCancelled>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        OrderStore.DecideAsync(work, events.Select(e => (e.Event.OrderId, e.Event)), (order, _) => order.PaymentCancelled(time.GetUtcNow()), cancellationToken);
}
