using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Payments;

/// <summary>Reads and writes refunds.</summary>
internal static class RefundStore
{
    sealed record Refunded(Guid PaymentId, Guid OrderId, decimal Amount, decimal TotalRefunded, string Currency, Guid? ReturnId);

    /// <summary>Writes new refunds; those whose key exists are skipped.</summary>
    public static async Task InsertAsync(UnitOfWork work, IReadOnlyCollection<Refund> refunds, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (refunds.Count > 0)
        {
            await work.ExecuteAsync(
                """
                insert into refunds (id, payment_id, key, amount, method, reference, request_hash, return_id, status, due_at, created_at, trace_parent)
                select id, payment_id, key, amount, method, reference, request_hash, return_id, 'processing', @now, @now, trace_parent
                from unnest(@ids, @payments, @keys, @amounts, @methods, @references::text[], @hashes::bytea[], @returns::uuid[], @traces::text[])
                    as r (id, payment_id, key, amount, method, reference, request_hash, return_id, trace_parent)
                on conflict (payment_id, key) do nothing
                """,
                new
                {
                    now,
                    ids = refunds.Select(r => r.Id).ToArray(),
                    payments = refunds.Select(r => r.PaymentId).ToArray(),
                    keys = refunds.Select(r => r.Key).ToArray(),
                    amounts = refunds.Select(r => r.Amount).ToArray(),
                    methods = refunds.Select(r => r.Method).ToArray(),
                    references = refunds.Select(r => r.Reference).ToArray(),
                    hashes = refunds.Select(r => r.RequestHash).ToArray(),
                    returns = refunds.Select(r => r.ReturnId).ToArray(),
                    traces = refunds.Select(r => r.TraceParent).ToArray(),
                },
                cancellationToken);
        }
    }

    /// <summary>Saves that money was given back, with its entry in the ledger.</summary>
    /// <returns>The event to publish; null when the refund has ended before.</returns>
    public static async Task<PaymentRefunded?> CompleteAsync(UnitOfWork work, Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        await work.QuerySingleOrDefaultAsync<Refunded>(
            """
            with done as (
                -- An instance may hear of the success after another one heard of a refusal: the money decides.
                update refunds set status = 'completed', due_at = null, failure = null where id = @id and status in ('processing', 'failed')
                returning payment_id, amount, return_id
            ), entry as (
                insert into entries (payment_id, order_id, kind, amount, refund_id, at)
                select p.id, p.order_id, 'refund', -done.amount, @id, @now from done join payments p on p.id = done.payment_id
            )
            update payments p set refunded = p.refunded + done.amount, updated_at = @now
            from done where p.id = done.payment_id
            returning p.id as payment_id, p.order_id, done.amount, p.refunded as total_refunded, p.currency, done.return_id
            """,
            new { id, now },
            cancellationToken) is { } refunded
            ? new(refunded.PaymentId, refunded.OrderId, refunded.Amount, refunded.TotalRefunded, refunded.Currency, refunded.ReturnId)
            : null;

    /// <summary>Saves that the provider refused a refund for good.</summary>
    /// <returns>The event to publish; null when the refund has ended before.</returns>
    public static async Task<PaymentRefundFailed?> FailAsync(
        UnitOfWork work, Guid id, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        await work.QuerySingleOrDefaultAsync<Refunded>(
            """
            with failed as (
                update refunds set status = 'failed', due_at = null, failure = @reason where id = @id and status = 'processing' returning payment_id, amount, return_id
            )
            update payments p set updated_at = @now
            from failed where p.id = failed.payment_id
            returning p.id as payment_id, p.order_id, failed.amount, p.refunded as total_refunded, p.currency, failed.return_id
            """,
            new { id, reason, now },
            cancellationToken) is { } failed
            ? new(failed.PaymentId, failed.OrderId, id, failed.Amount, failed.TotalRefunded, failed.Currency, reason, failed.ReturnId)
            : null;

    /// <summary>Saves when to ask again, and why the outcome is not known yet.</summary>
    public static Task PostponeAsync(Database database, Guid id, string reason, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            "update refunds set due_at = @dueAt, failure = @reason where id = @id and status = 'processing'", new { id, reason, dueAt }, cancellationToken);
}
