using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>Shows that the provider refused a refund.</summary>
internal sealed class WhenPaymentRefundFailed(TimeProvider time) : IEventHandler<PaymentRefundFailed>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<PaymentRefundFailed>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        OrderStore.DecideAsync(
            work,
            events.Select(e => (e.Event.OrderId, e.Event)),
            (order, failed) => order.PaymentRefundFailed(failed.TotalRefunded, failed.Reason, time.GetUtcNow()),
            cancellationToken);
}
