using Cartwright.Demo.Pictures;

namespace Cartwright.Demo;

/// <summary>A node of the category tree; a department has no parent.</summary>
internal sealed record DemoCategory(string Slug, string Name, string? Parent);

/// <summary>A product of the demo shop; one without options has exactly one variant.</summary>
internal sealed record DemoProduct(
    string Sku,
    string Name,
    string Description,
    string Category,
    string Brand,
    IReadOnlyList<string> Tags,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<DemoPicture> Pictures,
    IReadOnlyList<DemoVariant> Variants);

/// <summary>What is bought: a product in one size, colour or capacity. The price is in euros.</summary>
internal sealed record DemoVariant(
    string Sku,
    decimal Price,
    IReadOnlyDictionary<string, string> Options,
    int WeightGrams,
    IReadOnlyList<DemoStock> Stock);

/// <summary>The units of one SKU in one warehouse.</summary>
internal sealed record DemoStock(string WarehouseId, int StockLevel);
