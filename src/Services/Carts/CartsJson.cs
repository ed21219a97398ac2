using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cartwright.Carts;

/// <summary>Generated serializers of this service.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AddToCartRequest))]
[JsonSerializable(typeof(ChangeQuantityRequest))]
[JsonSerializable(typeof(CartView))]
[JsonSerializable(typeof(QuoteRequest))]
[JsonSerializable(typeof(Quote))]
[JsonSerializable(typeof(AvailabilityList))]
internal sealed partial class CartsJson : JsonSerializerContext;
