namespace Cartwright.Inventory;

/// <summary>A stock level that differs from the movements or the reservations behind it.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="WarehouseId">The warehouse.</param>
/// <param name="OnHand">Units on hand, by the stock level.</param>
/// <param name="Moved">Units on hand, by the movements.</param>
/// <param name="Reserved">Reserved units, by the stock level.</param>
/// <param name="Open">Reserved units, by the open reservations.</param>
public sealed record StockDiscrepancy(string Sku, string WarehouseId, long OnHand, long Moved, long Reserved, long Open);
