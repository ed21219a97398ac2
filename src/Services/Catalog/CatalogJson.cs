using System.Text.Json;
using System.Text.Json.Serialization;
using Cartwright.Catalog.Feeds;

namespace Cartwright.Catalog;

/// <summary>Generated serializers of the service's requests and responses.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ProductResponse))]
[JsonSerializable(typeof(ProductListResponse))]
[JsonSerializable(typeof(ProductRequest))]
[JsonSerializable(typeof(CreateProductsRequest))]
[JsonSerializable(typeof(CreateProductsResponse))]
[JsonSerializable(typeof(SearchProductsResponse))]
[JsonSerializable(typeof(SkuListResponse))]
[JsonSerializable(typeof(CategoryRequest))]
[JsonSerializable(typeof(CreateCategoriesRequest))]
[JsonSerializable(typeof(CategoryResponse))]
[JsonSerializable(typeof(CategoryListResponse))]
[JsonSerializable(typeof(ProductAddressListResponse))]
[JsonSerializable(typeof(UploadImageResponse))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<ProductImage>))]
[JsonSerializable(typeof(ProductImage))]
[JsonSerializable(typeof(IReadOnlyList<int>))]
[JsonSerializable(typeof(IReadOnlyList<VariantResponse>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyList<IReadOnlyDictionary<string, string>>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, JsonElement>))]
[JsonSerializable(typeof(FeedRequest))]
[JsonSerializable(typeof(FeedResponse))]
[JsonSerializable(typeof(FeedListResponse))]
[JsonSerializable(typeof(FeedRunResponse))]
[JsonSerializable(typeof(FeedRunListResponse))]
[JsonSerializable(typeof(FeedProblemListResponse))]
[JsonSerializable(typeof(FeedDifferenceListResponse))]
[JsonSerializable(typeof(FeedPreviewResponse))]
[JsonSerializable(typeof(FeedLayout))]
[JsonSerializable(typeof(IReadOnlyList<FeedColumn>))]
[JsonSerializable(typeof(IReadOnlyList<CurrentVariant>))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(string))]
internal sealed partial class CatalogJson : JsonSerializerContext;
