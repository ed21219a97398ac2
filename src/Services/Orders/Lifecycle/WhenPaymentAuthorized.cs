using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>Confirms the order when its payment is authorized.</summary>
internal sealed class WhenPaymentAuthorized(TimeProvider time) : IEventHandler<PaymentAuthorized>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<PaymentAuthorized>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        OrderStore.DecideWithLinesAsync(work, events.Select(e => (e.Event.OrderId, e.Event)), (order, _) => order.PaymentAuthorized(time.GetUtcNow()), cancellationToken);
}
