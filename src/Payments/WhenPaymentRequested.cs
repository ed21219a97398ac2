using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;
using Microsoft.Extensions.Options;

namespace Cartwright.Payments;

/// <summary>An order is to be paid: writes the payment down, then has it made.</summary>
internal sealed class WhenPaymentRequested(ChargePayments charges, IOptions<PaymentsOptions> options, TimeProvider time) : IReaction<OrderPaymentRequested>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<Received<OrderPaymentRequested>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var payments = events.Select(e => e.Event).Select(request => new Payment
        {
            Id = Guid.CreateVersion7(now),
            OrderId = request.OrderId,
            Attempt = request.Attempt,
            UserId = request.UserId,
            Amount = request.Amount,
            Currency = request.Currency,
            Method = request.Method,
            Token = request.Token,
            Status = PaymentState.Processing,
            DueAt = now + options.Value.Lease,
        });
        var inserted = await PaymentStore.InsertAsync(work, [.. payments], now, cancellationToken);
        work.AfterCommit(() =>
        {
            foreach (var payment in inserted)
            {
                charges.Offer(payment);
            }
        });
        return [];
    }
}
