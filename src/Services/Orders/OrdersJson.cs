using System.Text.Json;
using System.Text.Json.Serialization;
using Cartwright.Contracts;
using Cartwright.Platform.Http;

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
[JsonSerializable(typeof(ReturnRequest))]
[JsonSerializable(typeof(RejectReturnRequest))]
[JsonSerializable(typeof(InspectReturnRequest))]
[JsonSerializable(typeof(ReturnRefundRequest))]
[JsonSerializable(typeof(ReturnResponse))]
[JsonSerializable(typeof(ReturnListResponse))]
[JsonSerializable(typeof(OrderReturnsResponse))]
[JsonSerializable(typeof(SkuListResponse))]
[JsonSerializable(typeof(RateTable))]
[JsonSerializable(typeof(OpenOrderListResponse))]
[JsonSerializable(typeof(IReadOnlyList<OrderLine>))]
[JsonSerializable(typeof(IReadOnlyList<ReservedUnits>))]
[JsonSerializable(typeof(IReadOnlyList<OrderLinePart>))]
[JsonSerializable(typeof(UserDataPage<ExportedOrder>))]
internal sealed partial class OrdersJson : JsonSerializerContext;
