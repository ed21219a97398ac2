namespace Cartwright.Payments;

/// <summary>A refund that is due, with the charge at the provider. The first time that it is due it has one try.</summary>
/// <remarks>The payment may not be captured yet, or never be: <paramref name="PaymentStatus"/> is one of <see cref="PaymentState"/>.</remarks>
internal sealed record DueRefund(
    Guid Id, Guid PaymentId, string Key, decimal Amount, int Tries, string Provider, string ProviderId, string Currency, DateTimeOffset CreatedAt,
    string PaymentStatus, string? TraceParent);
