using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;
using Microsoft.Extensions.Options;

namespace Cartwright.Payments;

/// <summary>Writes the payment of an order, then offers it to the worker.</summary>
internal sealed class WhenOrderPaymentRequested(
    ExecutePayments worker, IOptions<PaymentsOptions> options, TimeProvider time) : IEventHandler<OrderPaymentRequested>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderPaymentRequested>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var payments = events.Select(e => new Payment
        {
            Id = Guid.CreateVersion7(now),
            OrderId = e.Event.OrderId,
            Attempt = e.Event.Attempt,
            UserId = e.Event.UserId,
            Amount = e.Event.Amount,
            Currency = e.Event.Currency,
            Method = e.Event.Method,
            Provider = options.Value.ProviderOf(e.Event.Method),
            Token = e.Event.Token,
            TraceParent = e.Envelope.TraceParent,
            Status = PaymentState.Processing,
            DueAt = now + options.Value.Lease,
        });
        var inserted = await PaymentStore.InsertAsync(work, [.. payments], now, cancellationToken);
        work.AfterCommit(() =>
        {
            foreach (var payment in inserted)
            {
                worker.Offer(payment);
            }
        });
        return [];
    }
}
