using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cartwright.Webhooks;

/// <summary>Generated serializers of this service.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WebhookRequest))]
[JsonSerializable(typeof(WebhookResponse))]
[JsonSerializable(typeof(WebhookListResponse))]
[JsonSerializable(typeof(WebhookSecretResponse))]
[JsonSerializable(typeof(EventTypeListResponse))]
[JsonSerializable(typeof(DeliveryResponse))]
[JsonSerializable(typeof(DeliveryListResponse))]
[JsonSerializable(typeof(DeliveryDetailResponse))]
[JsonSerializable(typeof(RedeliveryRequest))]
[JsonSerializable(typeof(RedeliveryResponse))]
internal sealed partial class WebhooksJson : JsonSerializerContext;
