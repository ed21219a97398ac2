namespace Cartwright.Inventory;

/// <summary>A movement of goods for the ledger.</summary>
internal sealed record Movement(string Sku, string WarehouseId, int Quantity, string Reason, Guid? OrderId);
