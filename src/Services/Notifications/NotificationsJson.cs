using System.Text.Json;
using System.Text.Json.Serialization;
using Cartwright.Platform.Http;

namespace Cartwright.Notifications;

/// <summary>Generated serializers of this service.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(NotificationView))]
[JsonSerializable(typeof(NotificationList))]
[JsonSerializable(typeof(PreferenceList))]
[JsonSerializable(typeof(PreferencesRequest))]
[JsonSerializable(typeof(NotificationTemplateRequest))]
[JsonSerializable(typeof(NotificationTemplateResponse))]
[JsonSerializable(typeof(NotificationTemplateList))]
[JsonSerializable(typeof(NotificationPreviewRequest))]
[JsonSerializable(typeof(NotificationPreviewResponse))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(FeedMessage))]
[JsonSerializable(typeof(UserDataPage<NotificationView>))]
[JsonSerializable(typeof(UserDataPage<Preference>))]
[JsonSerializable(typeof(UserDataPage<ExportedLanguage>))]
internal sealed partial class NotificationsJson : JsonSerializerContext;
