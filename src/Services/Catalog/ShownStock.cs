namespace Cartwright.Catalog;

/// <summary>A SKU of a product, as the catalog shows it.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="ProductId">The product that has it.</param>
/// <param name="Available">Units that can be ordered, by inventory's last message.</param>
/// <param name="IsBundle">Whether its units are computed from those of its parts.</param>
public sealed record ShownStock(string Sku, Guid ProductId, int Available, bool IsBundle);
