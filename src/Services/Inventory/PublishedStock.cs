namespace Cartwright.Inventory;

/// <summary>A SKU that can be stocked, and what inventory published about it.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="ProductId">The product that has it, by the catalog's last message.</param>
/// <param name="Available">Units that can be ordered, as they were published last.</param>
public sealed record PublishedStock(string Sku, Guid ProductId, int Available);
