using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>Shows the refund of the payment, and completes the return that it is for.</summary>
internal sealed class WhenPaymentRefunded(TimeProvider time) : IEventHandler<PaymentRefunded>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<PaymentRefunded>> events, UnitOfWork work, CancellationToken cancellationToken) =>
    [
        .. await OrderStore.DecideAsync(
            work, events.Select(e => (e.Event.OrderId, e.Event)), (order, refunded) => order.PaymentRefunded(refunded.TotalRefunded, time.GetUtcNow()), cancellationToken),
        .. await ReturnStore.DecideAsync(work, events.Select(e => (e.Event.ReturnId, e.Event)), (found, _) => found.Refunded(time.GetUtcNow()), cancellationToken),
    ];
}
