using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>Shows the failed payment; the customer may pay again.</summary>
internal sealed class WhenPaymentFailed(TimeProvider time) : IEventHandler<PaymentFailed>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<PaymentFailed>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        OrderStore.DecideAsync(
            work, events.Select(e => (e.Event.OrderId, e.Event)), (order, failed) => order.PaymentFailed(failed.Attempt, failed.Reason, time.GetUtcNow()), cancellationToken);
}
