using System.ComponentModel.DataAnnotations;

namespace Cartwright.Inventory;

/// <summary>Settings of the inventory service, section <c>Inventory</c>.</summary>
public sealed class InventoryOptions
{
    /// <summary>At or below so many available units, stock counts as low.</summary>
    [Range(0, 1_000_000)]
    public int LowStockThreshold { get; set; } = 5;

    /// <summary>After so many rounds of half a second, even changes that nobody would notice are told.</summary>
    [Range(1, 10_000)]
    public int ExactEveryRounds { get; set; } = 60;
}
