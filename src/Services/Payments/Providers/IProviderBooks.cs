namespace Cartwright.Payments;

/// <summary>What a payment provider recorded, as its settlement report says.</summary>
public interface IProviderBooks
{
    /// <summary>Reads all captured charges.</summary>
    Task<IReadOnlyList<ProviderCharge>> ListChargesAsync(CancellationToken cancellationToken);
}

/// <summary>A captured charge as the provider records it.</summary>
/// <param name="IdempotencyKey">The key that the charge was requested with, see <see cref="PaymentKey"/>.</param>
/// <param name="Captured">Money that was taken.</param>
/// <param name="Refunded">Money that was given back.</param>
public sealed record ProviderCharge(string IdempotencyKey, decimal Captured, decimal Refunded);
