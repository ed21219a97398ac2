using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>Shows that the provider refused to capture the money of a shipped order.</summary>
internal sealed class WhenPaymentCaptureFailed(TimeProvider time) : IEventHandler<PaymentCaptureFailed>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<PaymentCaptureFailed>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        OrderStore.DecideAsync(
            work,
            events.Select(e => (e.Event.OrderId, e.Event)),
            (order, failed) => order.PaymentCaptureFailed(failed.Reason, time.GetUtcNow()),
            cancellationToken);
}
