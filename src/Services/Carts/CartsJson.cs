using System.Text.Json;
using System.Text.Json.Serialization;
using Cartwright.Platform.Http;

namespace Cartwright.Carts;

/// <summary>Generated serializers of this service.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AddToCartRequest))]
[JsonSerializable(typeof(ChangeQuantityRequest))]
[JsonSerializable(typeof(CartResponse))]
[JsonSerializable(typeof(QuoteRequest))]
[JsonSerializable(typeof(QuoteResponse))]
[JsonSerializable(typeof(AvailabilityListResponse))]
[JsonSerializable(typeof(CartToOrder))]
[JsonSerializable(typeof(UserDataPage<ExportedCart>))]
[JsonSerializable(typeof(TakeOrderedLinesRequest))]
internal sealed partial class CartsJson : JsonSerializerContext;
