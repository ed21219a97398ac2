using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>Shows that the provider refused a refund, on the order and on the return that it is for.</summary>
internal sealed class WhenPaymentRefundFailed(TimeProvider time) : IEventHandler<PaymentRefundFailed>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<PaymentRefundFailed>> events, UnitOfWork work, CancellationToken cancellationToken) =>
    [
        .. await OrderStore.DecideAsync(
            work,
            events.Select(e => (e.Event.OrderId, e.Event)),
            (order, failed) => order.PaymentRefundFailed(failed.TotalRefunded, failed.Reason, time.GetUtcNow()),
            cancellationToken),
        .. await ReturnStore.DecideAsync(
            work, events.Select(e => (e.Event.ReturnId, e.Event)), (found, failed) => found.RefundRefused(failed.Reason, time.GetUtcNow()), cancellationToken),
    ];
}
