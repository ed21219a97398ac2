namespace Cartwright.Payments;

/// <summary>A refund that is due, with the charge at the provider.</summary>
internal sealed record DueRefund(Guid Id, Guid PaymentId, string Key, decimal Amount, int Tries, string ProviderId, string? TraceParent);
