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
public sealed record PaymentFact(
    Guid OrderId, int Completed, bool InFlight, decimal Authorized, decimal Captured, decimal Refunded, decimal EntriesCaptured, decimal EntriesRefunded);
