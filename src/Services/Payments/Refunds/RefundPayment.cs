using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Observability;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Cartwright.Payments;

/// <summary>A request for a refund.</summary>
/// <param name="Amount">The amount; all that is left when absent.</param>
/// <param name="Method"><c>provider</c> (when absent), or <c>manual</c> to record money that was given back outside of the payment provider.</param>
/// <param name="Reference">Where a manual refund can be looked up, at most 200 characters, for example the number of a bank transfer.</param>
public sealed record RefundRequest(
    [property: Range(0.001, 1_000_000_000_000)] decimal? Amount,
    [property: AllowedValues(null, RefundMethod.Provider, RefundMethod.Manual, ErrorMessage = "The method must be provider or manual.")] string? Method = null,
    [property: StringLength(200, MinimumLength = 1)] string? Reference = null);

/// <summary>
/// Refunds a completed payment, in whole or in part, by administrators. Refunds that are under way count as refunded, failed ones do not.
/// A manual refund is complete at once, because the money went back on another way.
/// </summary>
internal static class RefundPayment
{
    // A payment has few refunds; a loop of a client ends here.
    const int RefundsMax = 100;

    sealed record Refundable(string Status, decimal Captured, decimal Refunded, string Currency);

    sealed record Earlier(string Key, decimal Amount, string Status, byte[]? RequestHash);

    public static async Task<Results<Accepted<PaymentResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RefundRequest request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        Database database,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (idempotencyKey is not null && (string.IsNullOrWhiteSpace(idempotencyKey) || idempotencyKey.Length > 255))
        {
            return Problems.Invalid("Idempotency-Key", "The header Idempotency-Key must have 1 to 255 characters that are not all blank.");
        }

        if (request is { Method: RefundMethod.Manual, Reference: null })
        {
            return Problems.Invalid("reference", "Name where the manual refund can be looked up, for example the number of the bank transfer.");
        }

        var refund = new Refund(Guid.CreateVersion7(), id, RefundKey.OfClient(idempotencyKey ?? Guid.CreateVersion7().ToString("N")), 0, 0)
        {
            Method = request.Method ?? RefundMethod.Provider,
            Reference = request.Reference,
            TraceParent = Tracing.Context,
        };
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

            var earlier = await work.QueryAsync<Earlier>(
                "select key, amount, status, request_hash from refunds where payment_id = @id", new { id }, cancellationToken);
            var hash = Hash(request, currency);
            if (earlier.FirstOrDefault(r => r.Key == refund.Key) is { } first)
            {
                // Refunds of earlier versions have no hash.
                if (first.RequestHash is { } known ? !known.AsSpan().SequenceEqual(hash) : request.Amount is { } other && other != first.Amount)
                {
                    return Problems.Unprocessable("Idempotency-Key", "This key was used for another refund of the payment. Use a new key for a new refund.");
                }
            }
            else
            {
                var left = payment.Captured - earlier.Where(r => r.Status != RefundStatus.Failed).Sum(r => r.Amount);
                var amount = request.Amount is { } wanted ? new Money(wanted, currency).Amount : left;
                if (amount <= 0 || amount > left)
                {
                    return Problems.Conflict(left > 0 ? $"At most {left} can be given back." : "There is nothing left to give back.");
                }

                if (earlier.Count >= RefundsMax)
                {
                    return Problems.Conflict($"A payment has at most {RefundsMax} refunds.");
                }

                await InsertAsync(refund with { Amount = amount, RequestHash = hash }, work, time.GetUtcNow(), cancellationToken);
                await work.CommitAsync(cancellationToken);
            }
        }

        return TypedResults.Accepted($"/api/payments/{id}", (await GetPayments.ReadAsync(id, database, cancellationToken))!);
    }

    static async Task InsertAsync(Refund refund, UnitOfWork work, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await RefundStore.InsertAsync(work, [refund], now, cancellationToken);
        if (refund.Method == RefundMethod.Manual)
        {
            work.Publish((await RefundStore.CompleteAsync(work, refund.Id, now, cancellationToken))!);
        }
    }

    // 5 and 5.00 are the same amount.
    static byte[] Hash(RefundRequest request, Currency currency) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        request with { Amount = request.Amount is { } amount ? new Money(amount, currency).Amount : null, Method = request.Method ?? RefundMethod.Provider },
        PaymentsJson.Default.RefundRequest));
}
