using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cartwright.Orders;

/// <summary>Generated serializers of the service's requests and responses.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PlaceOrderRequest))]
[JsonSerializable(typeof(PlaceOrderBody))]
[JsonSerializable(typeof(PayOrderRequest))]
[JsonSerializable(typeof(ChangeOrderStatusRequest))]
[JsonSerializable(typeof(QuoteRequest))]
[JsonSerializable(typeof(QuoteResponse))]
[JsonSerializable(typeof(OrderResponse))]
[JsonSerializable(typeof(OrderListResponse))]
[JsonSerializable(typeof(OrderLineResponse[]))]
[JsonSerializable(typeof(OrderTimelineResponse))]
[JsonSerializable(typeof(SkuListResponse))]
internal sealed partial class OrdersJson : JsonSerializerContext;
