namespace Cartwright.Payments;

/// <summary>A captured charge as the provider records it.</summary>
/// <param name="IdempotencyKey">The key that the charge was requested with, see <see cref="PaymentKey"/>.</param>
/// <param name="Captured">Money that was taken.</param>
/// <param name="Refunded">Money that was given back.</param>
public sealed record ProviderCharge(string IdempotencyKey, decimal Captured, decimal Refunded);
