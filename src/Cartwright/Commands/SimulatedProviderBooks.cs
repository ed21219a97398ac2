using Cartwright.Payments;
using Cartwright.Simulators;
using Npgsql;

namespace Cartwright.Commands;

/// <summary>The books of the simulated payment provider.</summary>
/// <param name="database">The database of the simulators.</param>
internal sealed class SimulatedProviderBooks(NpgsqlDataSource database) : IProviderBooks
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<ProviderCharge>> ListChargesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. (await SettlementReport.ReadAsync(connection)).Select(charge => new ProviderCharge(charge.Key, charge.Captured, charge.Refunded))];
    }
}
