using System.ComponentModel.DataAnnotations;

namespace Cartwright.Inventory;

/// <summary>Settings of the inventory service, section <c>Inventory</c>.</summary>
public sealed class InventoryOptions
{
    /// <summary>The number of available units at or below which stock is low.</summary>
    [Range(0, 1_000_000)]
    public int LowStockThreshold { get; set; } = 5;

    /// <summary>The number of rounds, of half a second each, after which every change is published, however small.</summary>
    [Range(1, 10_000)]
    public int ExactEveryRounds { get; set; } = 60;
}
