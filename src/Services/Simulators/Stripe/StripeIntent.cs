namespace Cartwright.Simulators;

/// <summary>A payment intent in the books of the simulated Stripe. Amounts are whole numbers of Stripe's units.</summary>
internal sealed record StripeIntent
{
    /// <summary>The columns that fill it, of the table <c>stripe_intents</c>.</summary>
    public const string Columns =
        """
        id, amount, amount_received, currency, capture_method, status, payment_method, metadata::text as metadata, error_code, decline_code, return_url,
        cancellation_reason, canceled_at, created_at
        """;

    public required string Id { get; init; }
    public required long Amount { get; init; }
    public long AmountReceived { get; init; }
    public required string Currency { get; init; }
    public required string CaptureMethod { get; init; }
    public required string Status { get; init; }
    public string? PaymentMethod { get; init; }

    /// <summary>A JSON object of texts.</summary>
    public required string Metadata { get; init; }
    public string? ErrorCode { get; init; }
    public string? DeclineCode { get; init; }
    public string? ReturnUrl { get; init; }
    public string? CancellationReason { get; init; }
    public DateTimeOffset? CanceledAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Takes the money, or sets it aside, as the capture method says.</summary>
    public StripeIntent Pay() => CaptureMethod == "manual"
        ? this with { Status = StripeStatus.RequiresCapture }
        : Capture();

    /// <summary>Takes the money.</summary>
    public StripeIntent Capture() => this with { Status = StripeStatus.Succeeded, AmountReceived = Amount };

    /// <summary>Refuses the means of payment.</summary>
    public StripeIntent Refuse(string code, string? declineCode) =>
        this with { Status = StripeStatus.RequiresPaymentMethod, ErrorCode = code, DeclineCode = declineCode };

    /// <summary>The id of the charge that an intent with money has.</summary>
    public string? ChargeId => Status is StripeStatus.Succeeded or StripeStatus.RequiresCapture ? $"ch_{Id[3..]}" : null;
}
