using Cartwright.Imports;
using Cartwright.Inventory;
using Cartwright.Orders;
using Cartwright.Payments;
using Cartwright.Shipping;
using Npgsql;

namespace Cartwright.Audit;

/// <summary>Checks the invariants over the databases of all services of a running shop.</summary>
/// <param name="databases">The databases, by service; disposed with this.</param>
/// <param name="provider">What the payment providers recorded, disposed with this; null when there is no settlement report.</param>
public sealed class ShopAudit(IReadOnlyDictionary<string, NpgsqlDataSource> databases, IProviderBooks? provider) : IAsyncDisposable
{
    const int Confirmations = 2;
    static readonly TimeSpan ConfirmationDelay = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan DrainPollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the work in flight to end, then checks all invariants.</summary>
    /// <param name="timeout">The longest wait for the work in flight.</param>
    /// <param name="cancellationToken">Cancels the audit.</param>
    public async Task<AuditReport> RunAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var inFlight = await DrainAsync(timeout, cancellationToken);
        var report = await CheckAsync(inFlight, cancellationToken);
        // A running shop changes between two queries. A real violation is still there a moment later.
        for (var i = 0; i < Confirmations && report.Violations.Count > 0; i++)
        {
            await Task.Delay(ConfirmationDelay, cancellationToken);
            var current = (await CheckAsync(inFlight, cancellationToken)).Violations.Select(v => (v.Invariant, v.Id)).ToHashSet();
            report = report with { Violations = [.. report.Violations.Where(v => current.Contains((v.Invariant, v.Id)))] };
        }

        return report;
    }

    /// <summary>Closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var database in databases.Values)
        {
            await database.DisposeAsync();
        }

        (provider as IDisposable)?.Dispose();
    }

    async Task<AuditReport> CheckAsync(long inFlight, CancellationToken cancellationToken)
    {
        await using var orders = await OpenAsync("orders", cancellationToken);
        await using var inventory = await OpenAsync("inventory", cancellationToken);
        await using var payments = await OpenAsync("payments", cancellationToken);
        await using var imports = await OpenAsync("imports", cancellationToken);
        await using var shipping = await OpenAsync("shipping", cancellationToken);
        var books = new Books(
            await OrdersBooks.ListOrdersAsync(orders), await InventoryBooks.ListReservationsAsync(inventory), await PaymentsBooks.ListPaymentsAsync(payments),
            await ShippingBooks.ListShipmentsAsync(shipping), provider is null ? null : await provider.ListChargesAsync(cancellationToken));
        return new(books.Orders.Count, await ImportsBooks.CountOrdersAsync(imports), provider is not null, inFlight,
        [
            .. OrderInvariants.Check(books),
            .. ShipmentInvariants.Check(books),
            .. (await InventoryBooks.FindDiscrepanciesAsync(inventory)).Select(d => new Violation(
                "on hand = movements, reserved = open reservations", $"{d.Sku}@{d.WarehouseId}",
                $"on hand {d.OnHand}, moved {d.Moved}, reserved {d.Reserved}, open {d.Open}")),
            .. (await ImportsBooks.FindDiscrepanciesAsync(imports)).Select(d => new Violation(d.Invariant, d.Id, d.Detail)),
            .. await ReturnInvariants.CheckAsync(orders, inventory, payments),
            .. await CopyInvariants.CheckAsync(databases, cancellationToken),
            .. await CopyInvariants.CheckProductsAsync(databases, cancellationToken),
            .. await CopyInvariants.CheckBundlesAsync(databases, cancellationToken),
            .. await CopyInvariants.CheckRatesAsync(databases, cancellationToken),
            .. await CopyInvariants.CheckSearchAsync(databases, cancellationToken),
            .. await WebhookInvariants.CheckAsync(databases, cancellationToken),
            .. await CopyInvariants.CheckFeedRunsAsync(databases, cancellationToken),
            .. await MessagingInvariants.CheckAsync(databases, cancellationToken),
            .. await ErasureInvariants.CheckAsync(databases, cancellationToken),
        ]);
    }

    async Task<long> DrainAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var inFlight = await CountInFlightAsync(cancellationToken);
            if (inFlight == 0 || TimeProvider.System.GetElapsedTime(start) > timeout)
            {
                return inFlight;
            }

            await Task.Delay(DrainPollInterval, cancellationToken);
        }
    }

    async Task<long> CountInFlightAsync(CancellationToken cancellationToken)
    {
        await using var orders = await OpenAsync("orders", cancellationToken);
        await using var payments = await OpenAsync("payments", cancellationToken);
        return await OrdersBooks.CountInFlightAsync(orders) + await PaymentsBooks.CountInFlightAsync(payments)
            + await MessagingInvariants.CountInFlightAsync(databases, cancellationToken);
    }

    ValueTask<NpgsqlConnection> OpenAsync(string service, CancellationToken cancellationToken) => databases.TryGetValue(service, out var database)
        ? database.OpenConnectionAsync(cancellationToken)
        : throw new InvalidOperationException($"The shop has no database of '{service}'. Audit a shop that hosts all services.");
}
