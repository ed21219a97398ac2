namespace Cartwright.Payments;

/// <summary>What a payment provider recorded, as its settlement report says.</summary>
public interface IProviderBooks
{
    /// <summary>Reads all captured charges.</summary>
    Task<IReadOnlyList<ProviderCharge>> ListChargesAsync(CancellationToken cancellationToken);
}
