using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cartwright.Payments;

/// <summary>Serializers of the simulated provider's messages.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SimulatorChargeRequest))]
[JsonSerializable(typeof(SimulatorChargeResponse))]
[JsonSerializable(typeof(SimulatorRefundRequest))]
[JsonSerializable(typeof(ProviderRefusal))]
internal sealed partial class SimulatorJson : JsonSerializerContext;
