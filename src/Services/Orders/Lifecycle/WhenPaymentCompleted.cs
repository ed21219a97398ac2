using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>Confirms the order when its payment is captured.</summary>
internal sealed class WhenPaymentCompleted(TimeProvider time) : IEventHandler<PaymentCompleted>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<PaymentCompleted>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        OrderStore.DecideWithLinesAsync(work, events.Select(e => (e.Event.OrderId, e.Event)), (order, _) => order.PaymentCompleted(time.GetUtcNow()), cancellationToken);
}
