using Cartwright.Contracts;

namespace Cartwright.Inventory;

/// <summary>Units of a SKU in a warehouse that are free to be reserved.</summary>
internal sealed record Free(string Sku, string WarehouseId, int Quantity);

/// <summary>The units of a SKU that an order demands.</summary>
internal sealed record Demand(string Sku, int Quantity)
{
    /// <summary>What a line takes from stock: its own SKU, or the parts of as many bundles as it orders.</summary>
    /// <exception cref="OverflowException">A part is demanded more than <see cref="int.MaxValue"/> times.</exception>
    public static IEnumerable<Demand> Of(OrderLine line) => line.Parts is { Count: > 0 } parts
        ? parts.Select(part => new Demand(part.Sku, checked(line.Quantity * part.Quantity)))
        : [new Demand(line.Sku, line.Quantity)];
}

/// <summary>Units reserved for an order.</summary>
internal sealed record Allocated(Guid OrderId, string Sku, string WarehouseId, int Quantity);

/// <summary>The outcome of a batch of orders: the units of those that can be supplied, the shortages of the others.</summary>
internal sealed record AllocationResult(IReadOnlyList<Allocated> Allocated, IReadOnlyDictionary<Guid, IReadOnlyList<Shortage>> Rejected);

/// <summary>
/// Allocates stock to orders: first come, first served, each order all or nothing. The demand of an order is summed per SKU first,
/// so that two lines of one SKU, or a bundle and its part sold alone, cannot both pass alone. A demand goes to one warehouse where that is possible, the fullest first.
/// </summary>
internal static class Allocation
{
    public static AllocationResult Decide(IEnumerable<(Guid OrderId, IEnumerable<Demand> Demands)> orders, IEnumerable<Free> stock)
    {
        var free = stock.GroupBy(s => s.Sku).ToDictionary(g => g.Key, g => g.ToDictionary(s => s.WarehouseId, s => s.Quantity));
        var allocated = new List<Allocated>();
        var rejected = new Dictionary<Guid, IReadOnlyList<Shortage>>();
        foreach (var (orderId, lines) in orders)
        {
            var demands = lines.GroupBy(d => d.Sku).Select(g => new Demand(g.Key, g.Sum(d => d.Quantity))).ToList();
            var shortages = demands
                .Select(d => new Shortage(d.Sku, d.Quantity, Available(free, d.Sku)))
                .Where(s => s.Requested > s.Available)
                .ToList();
            if (shortages.Count > 0)
            {
                rejected[orderId] = shortages;
                continue;
            }

            foreach (var demand in demands)
            {
                allocated.AddRange(Take(free[demand.Sku], demand).Select(t => new Allocated(orderId, demand.Sku, t.WarehouseId, t.Quantity)));
            }
        }

        return new(allocated, rejected);
    }

    static int Available(Dictionary<string, Dictionary<string, int>> free, string sku) => free.TryGetValue(sku, out var warehouses) ? warehouses.Values.Sum() : 0;

    static IEnumerable<(string WarehouseId, int Quantity)> Take(Dictionary<string, int> warehouses, Demand demand)
    {
        var missing = demand.Quantity;
        foreach (var (warehouseId, quantity) in warehouses.OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal).ToList())
        {
            var taken = Math.Min(missing, quantity);
            if (taken > 0)
            {
                warehouses[warehouseId] -= taken;
                missing -= taken;
                yield return (warehouseId, taken);
            }
        }

        if (missing > 0)
        {
            throw new InvalidOperationException($"{missing} units of {demand.Sku} were allocated and are not there.");
        }
    }
}
