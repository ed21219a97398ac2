namespace Cartwright.Inventory;

/// <summary>The stock of a SKU in a warehouse.</summary>
internal sealed record StockRow(string Sku, string WarehouseId, int OnHand, int Reserved);
