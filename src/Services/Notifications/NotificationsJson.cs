using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cartwright.Notifications;

/// <summary>Generated serializers of this service.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(NotificationView))]
[JsonSerializable(typeof(NotificationList))]
[JsonSerializable(typeof(PreferenceList))]
[JsonSerializable(typeof(FeedMessage))]
internal sealed partial class NotificationsJson : JsonSerializerContext;
