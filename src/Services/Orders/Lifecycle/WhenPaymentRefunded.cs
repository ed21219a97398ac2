using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>Shows the refund of the payment.</summary>
internal sealed class WhenPaymentRefunded(TimeProvider time) : IEventHandler<PaymentRefunded>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<PaymentRefunded>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        OrderStore.DecideAsync(
            work, events.Select(e => (e.Event.OrderId, e.Event)), (order, refunded) => order.PaymentRefunded(refunded.TotalRefunded, time.GetUtcNow()), cancellationToken);
}
