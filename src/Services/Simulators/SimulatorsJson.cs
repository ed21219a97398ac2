using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cartwright.Simulators;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ChargeRequest))]
[JsonSerializable(typeof(ChargeResponse))]
[JsonSerializable(typeof(ChargeRefundRequest))]
[JsonSerializable(typeof(ChargeRefundResponse))]
[JsonSerializable(typeof(MarketplaceLogInRequest))]
[JsonSerializable(typeof(MarketplaceLogInResponse))]
[JsonSerializable(typeof(UnprocessedOrdersResponse))]
[JsonSerializable(typeof(MarketplaceSettings))]
[JsonSerializable(typeof(MarketplaceCountsResponse))]
internal sealed partial class SimulatorsJson : JsonSerializerContext;
