using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>Shows that the authorization was voided.</summary>
internal sealed class WhenPaymentVoided(TimeProvider time) : IEventHandler<PaymentVoided>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<PaymentVoided>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        OrderStore.DecideAsync(work, events.Select(e => (e.Event.OrderId, e.Event)), (order, _) => order.PaymentVoided(time.GetUtcNow()), cancellationToken);
}
