using Cartwright.Imports;
using Cartwright.Inventory;
using Cartwright.Orders;
using Cartwright.Payments;
using Cartwright.Simulators;
using Npgsql;

namespace Cartwright.Audit;

/// <summary>What the audit found.</summary>
/// <param name="Orders">How many orders were compared.</param>
/// <param name="ImportedOrders">How many orders of marketplaces were compared.</param>
/// <param name="InFlight">What had not drained when time was up; 0 when all had.</param>
/// <param name="Violations">Laws that do not hold.</param>
internal sealed record AuditReport(int Orders, long ImportedOrders, long InFlight, IReadOnlyList<Violation> Violations)
{
    /// <summary>Whether everything is in order.</summary>
    public bool IsClean => InFlight == 0 && Violations.Count == 0;
}

/// <summary>Checks the laws of conservation over the databases of all services, of a running shop or of one just started for it.</summary>
/// <param name="databases">The databases, by service.</param>
internal sealed class ShopAudit(IReadOnlyDictionary<string, NpgsqlDataSource> databases) : IAsyncDisposable
{
    static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the work in flight to end, then compares the books.</summary>
    /// <param name="timeout">The longest wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AuditReport> RunAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var inFlight = await DrainAsync(timeout, cancellationToken);
        var (orders, imported, violations) = await CheckAsync(cancellationToken);
        // A shop that runs moves between two readings: what is wrong is still wrong a moment later.
        for (var again = 0; again < 2 && violations.Count > 0; again++)
        {
            await Task.Delay(Moment, cancellationToken);
            var still = (await CheckAsync(cancellationToken)).Violations.Select(v => (v.Invariant, v.Id)).ToHashSet();
            violations = [.. violations.Where(v => still.Contains((v.Invariant, v.Id)))];
        }

        return new(orders, imported, inFlight, violations);
    }

    /// <summary>Closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var database in databases.Values)
        {
            await database.DisposeAsync();
        }
    }

    async Task<(int Orders, long ImportedOrders, IReadOnlyList<Violation> Violations)> CheckAsync(CancellationToken cancellationToken)
    {
        await using var orders = await OpenAsync("orders", cancellationToken);
        await using var inventory = await OpenAsync("inventory", cancellationToken);
        await using var payments = await OpenAsync("payments", cancellationToken);
        await using var provider = await OpenAsync("simulators", cancellationToken);
        await using var imports = await OpenAsync("imports", cancellationToken);
        var books = new Books(
            await OrdersAudit.ReadAsync(orders), await InventoryAudit.ReadAsync(inventory), await PaymentsAudit.ReadAsync(payments),
            await PaymentProviderAudit.ReadAsync(provider));
        return (books.Orders.Count, await ImportsAudit.CountAsync(imports),
        [
            .. OrderInvariants.Check(books),
            .. (await InventoryAudit.FindDiscrepanciesAsync(inventory)).Select(d => new Violation(
                "on hand = movements, reserved = open reservations", $"{d.Sku}@{d.WarehouseId}",
                $"on hand {d.OnHand}, moved {d.Moved}, reserved {d.Reserved}, open {d.Open}")),
            .. (await ImportsAudit.FindDiscrepanciesAsync(imports)).Select(d => new Violation(d.Invariant, d.Id, d.Detail)),
            .. await MessagingInvariants.CheckAsync(databases, cancellationToken),
        ]);
    }

    async Task<long> DrainAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var until = TimeProvider.System.GetTimestamp() + (long)(timeout.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (true)
        {
            var inFlight = await InFlightAsync(cancellationToken);
            if (inFlight == 0 || TimeProvider.System.GetTimestamp() > until)
            {
                return inFlight;
            }

            await Task.Delay(Poll, cancellationToken);
        }
    }

    async Task<long> InFlightAsync(CancellationToken cancellationToken)
    {
        await using var orders = await OpenAsync("orders", cancellationToken);
        await using var payments = await OpenAsync("payments", cancellationToken);
        return await OrdersAudit.InFlightAsync(orders) + await PaymentsAudit.InFlightAsync(payments)
            + await MessagingInvariants.InFlightAsync(databases, cancellationToken);
    }

    ValueTask<NpgsqlConnection> OpenAsync(string service, CancellationToken cancellationToken) => databases[service].OpenConnectionAsync(cancellationToken);
}
