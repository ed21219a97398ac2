using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cartwright.Gateway;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SystemHealth))]
internal sealed partial class GatewayJson : JsonSerializerContext;
