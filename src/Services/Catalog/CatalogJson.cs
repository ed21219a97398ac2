using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cartwright.Catalog;

/// <summary>Generated serializers of the service's requests and responses.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Product))]
[JsonSerializable(typeof(ProductPage))]
[JsonSerializable(typeof(ProductInput))]
[JsonSerializable(typeof(ProductBatch))]
[JsonSerializable(typeof(CreatedProducts))]
[JsonSerializable(typeof(SearchPage))]
[JsonSerializable(typeof(SkuList))]
[JsonSerializable(typeof(CategoryInput))]
[JsonSerializable(typeof(CategoryBatch))]
[JsonSerializable(typeof(Category))]
[JsonSerializable(typeof(CategoryList))]
[JsonSerializable(typeof(StoredImage))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<ProductImage>))]
[JsonSerializable(typeof(IReadOnlyList<Variant>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, JsonElement>))]
internal sealed partial class CatalogJson : JsonSerializerContext;
