using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cartwright.Demo;

internal sealed record CategoryItem(string Slug, string Name, string? Parent);

internal sealed record CategoryItems(IReadOnlyList<CategoryItem> Items);

internal sealed record ImageItem(string Url, string Alt);

internal sealed record PartItem(string Sku, int Quantity);

internal sealed record VariantItem(
    string Sku, decimal? Price, string Currency, IReadOnlyDictionary<string, string> Options, int WeightGrams, int? DiscountPercent = null,
    IReadOnlyList<PartItem>? Parts = null);

internal sealed record ProductItem(
    string Name,
    string Description,
    string Category,
    string Brand,
    IReadOnlyList<string> Tags,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<ImageItem> Images,
    bool Active,
    IReadOnlyList<VariantItem> Variants);

internal sealed record ProductItems(IReadOnlyList<ProductItem> Items);

internal sealed record StockItem(string Sku, string WarehouseId, int StockLevel);

internal sealed record StockItems(IReadOnlyList<StockItem> Items);

internal sealed record ImageAnswer(string Url);

internal sealed record SkuAnswer(string Sku);

internal sealed record SkuAnswers(IReadOnlyList<SkuAnswer> Items);

internal sealed record AvailabilityAnswer(string Sku, int Available);

internal sealed record AvailabilityAnswers(IReadOnlyList<AvailabilityAnswer> Items);

/// <summary>The bodies that the seeder sends and reads, as catalog and inventory define them.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CategoryItems))]
[JsonSerializable(typeof(ProductItems))]
[JsonSerializable(typeof(StockItems))]
[JsonSerializable(typeof(ImageAnswer))]
[JsonSerializable(typeof(SkuAnswers))]
[JsonSerializable(typeof(AvailabilityAnswers))]
internal sealed partial class DemoSeederJson : JsonSerializerContext;
