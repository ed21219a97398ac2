namespace Cartwright.Simulators;

/// <summary>Refunds the captured payment intents of the simulated Stripe.</summary>
internal static class StripeRefunds
{
    public static async Task<StripeAnswer> CreateAsync(StripeCall call, CancellationToken cancellationToken)
    {
        var id = call.Form["payment_intent"] ?? "";
        if (await StripeIntents.LockAsync(call.Work, id, cancellationToken) is not { } intent)
        {
            return StripeAnswer.Missing("payment_intent", id);
        }

        if (call.Form.MetadataJson() is not { } metadata)
        {
            return StripeAnswer.Invalid("metadata", null, "There is too much metadata.");
        }

        var left = intent.AmountReceived - await call.Work.QuerySingleOrDefaultAsync<long>(
            "select coalesce(sum(amount), 0)::bigint from stripe_refunds where intent_id = @id and status <> 'failed'", new { id }, cancellationToken);
        if (left <= 0)
        {
            return StripeAnswer.Invalid("payment_intent", "charge_already_refunded", "There is nothing left to refund.");
        }

        var amount = call.Form["amount"] is null ? left : call.Form.Number("amount") ?? 0;
        if (amount <= 0 || amount > left)
        {
            return StripeAnswer.Invalid("amount", null, $"The amount must be positive, and at most the unrefunded amount of {left}.");
        }

        var card = StripeTestCard.Find(intent.PaymentMethod!)!;
        if (card.FailsBefore(StripeRequest.Refund))
        {
            return StripeAnswer.Failure();
        }

        var refund = new StripeRefund(StripeIntents.NewId("re"), id, amount, "succeeded", metadata, call.Now);
        await call.Work.ExecuteAsync(
            """
            insert into stripe_refunds (id, intent_id, amount, status, metadata, created_at) values (@Id, @IntentId, @Amount, @Status, @Metadata::jsonb, @CreatedAt)
            """,
            refund,
            cancellationToken);
        return card.Shown(StripeRequest.Refund, StripeAnswer.Ok(StripeObjects.Of(refund, intent)) with
        {
            Event = new("refund.created", StripeObjects.Of(refund, intent)),
        });
    }
}
