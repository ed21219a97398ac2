using System.Text.Json;
using System.Text.Json.Serialization;
using Cartwright.Platform.Http;

namespace Cartwright.Recommendations;

/// <summary>Generated serializers of this service.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RecommendationsResponse))]
[JsonSerializable(typeof(RecommendationPreferences))]
[JsonSerializable(typeof(RecordViewsRequest))]
[JsonSerializable(typeof(UserDataPage<ExportedSignal>))]
[JsonSerializable(typeof(UserDataPage<RecommendationPreferences>))]
internal sealed partial class RecommendationsJson : JsonSerializerContext;
