using System.Text.Json;
using System.Text.Json.Serialization;
using Cartwright.Contracts;
using Cartwright.Platform.Http;

namespace Cartwright.Shipping;

/// <summary>Generated serializers of this service.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ShipmentResponse))]
[JsonSerializable(typeof(ShipmentListResponse))]
[JsonSerializable(typeof(DispatchShipmentRequest))]
[JsonSerializable(typeof(ShippingAddress))]
[JsonSerializable(typeof(ShippingRatesRequest))]
[JsonSerializable(typeof(ShippingRatesResponse))]
[JsonSerializable(typeof(ShippingQuoteRequest))]
[JsonSerializable(typeof(ShippingQuoteResponse))]
[JsonSerializable(typeof(OrderQuoteRequest))]
[JsonSerializable(typeof(OrderQuote))]
[JsonSerializable(typeof(OrderQuoteRefusal))]
[JsonSerializable(typeof(IReadOnlyList<ShipmentLine>))]
[JsonSerializable(typeof(UserDataPage<ShipmentResponse>))]
internal sealed partial class ShippingJson : JsonSerializerContext;
