namespace Cartwright.Inventory;

/// <summary>A change of the stock of a SKU in a warehouse.</summary>
internal sealed record StockChange(string Sku, string WarehouseId, int OnHand, int Reserved);
