using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Observability;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Cartwright.Payments;

/// <summary>A request for a refund.</summary>
/// <param name="Amount">The amount; all that is left when absent.</param>
public sealed record RefundRequest([property: Range(0.001, 1_000_000_000_000)] decimal? Amount);

/// <summary>Refunds a completed payment, in whole or in part, by administrators. Refunds that are under way count as refunded.</summary>
internal static class RefundPayment
{
    sealed record Refundable(string Status, decimal Captured, decimal Refunded, string Currency);

    public static async Task<Results<Accepted<PaymentResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RefundRequest request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        Database database,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (idempotencyKey?.Length > 255)
        {
            return Problems.Invalid("Idempotency-Key", "The key must be at most 255 characters.");
        }

        var refund = new Refund(Guid.CreateVersion7(), id, idempotencyKey ?? Guid.CreateVersion7().ToString("N"), 0, 0) { TraceParent = Tracing.Context };
        await using (var work = await database.BeginAsync(cancellationToken))
        {
            var payment = await work.QuerySingleOrDefaultAsync<Refundable>(
                "select status, captured, refunded, currency from payments where id = @id for update", new { id }, cancellationToken);
            if (payment is null)
            {
                return Problems.NotFound("payment");
            }

            var currency = Currency.Of(payment.Currency);
            if (request.Amount is { } asked && !currency.Represents(asked))
            {
                return Problems.Invalid("amount", currency.DecimalsRule);
            }

            var earlier = await work.QueryAsync<Refund>(
                "select id, payment_id, key, amount, tries from refunds where payment_id = @id", new { id }, cancellationToken);
            if (!earlier.Any(r => r.Key == refund.Key))
            {
                var left = payment.Captured - earlier.Sum(r => r.Amount);
                var amount = request.Amount is { } wanted ? new Money(wanted, currency).Amount : left;
                if (amount <= 0 || amount > left)
                {
                    return Problems.Conflict(left > 0 ? $"At most {left} can be given back." : "There is nothing left to give back.");
                }

                await PaymentStore.InsertAsync(work, [refund with { Amount = amount }], time.GetUtcNow(), cancellationToken);
                await work.CommitAsync(cancellationToken);
            }
        }

        return TypedResults.Accepted($"/api/payments/{id}", (await GetPayments.ReadAsync(id, database, cancellationToken))!);
    }
}
