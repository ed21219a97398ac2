using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>Shows that the provider refused to void the authorization of a cancelled order.</summary>
internal sealed class WhenPaymentVoidFailed(TimeProvider time) : IEventHandler<PaymentVoidFailed>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<PaymentVoidFailed>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        OrderStore.DecideAsync(
            work,
            events.Select(e => (e.Event.OrderId, e.Event)),
            (order, failed) => order.PaymentVoidFailed(failed.Reason, time.GetUtcNow()),
            cancellationToken);
}
