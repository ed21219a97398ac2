namespace Cartwright.Payments;

/// <summary>The money of an order as the payments service records it.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Completed">Payments that completed.</param>
/// <param name="InFlight">Whether a request to the provider is under way.</param>
/// <param name="Authorized">Money that is set aside.</param>
/// <param name="Captured">Money that was taken, by the payments.</param>
/// <param name="Refunded">Money that was given back, by the payments.</param>
/// <param name="EntriesCaptured">Money that was taken, by the ledger.</param>
/// <param name="EntriesRefunded">Money that was given back, by the ledger.</param>
/// <param name="CaptureFailed">Money whose capture the provider refused.</param>
/// <param name="RefundFailed">Money whose refund the provider refused: it is kept until another refund succeeds.</param>
/// <param name="RefundedManually">The part of <paramref name="Refunded"/> that was given back outside of the provider.</param>
public sealed record PaymentFact(
    Guid OrderId, int Completed, bool InFlight, decimal Authorized, decimal Captured, decimal Refunded, decimal EntriesCaptured, decimal EntriesRefunded,
    decimal CaptureFailed = 0, decimal RefundFailed = 0, decimal RefundedManually = 0);
