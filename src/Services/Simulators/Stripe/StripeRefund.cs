namespace Cartwright.Simulators;

/// <summary>A refund in the books of the simulated Stripe.</summary>
internal sealed record StripeRefund(string Id, string IntentId, long Amount, string Status, string Metadata, DateTimeOffset CreatedAt)
{
    /// <summary>The columns that fill it, of the table <c>stripe_refunds</c>.</summary>
    public const string Columns = "id, intent_id, amount, status, metadata::text as metadata, created_at";
}
