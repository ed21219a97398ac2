using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cartwright.Imports;

/// <summary>The serializers of what goes to marketplaces and comes from there, pages aside.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(MarketplaceLogin.Credentials))]
[JsonSerializable(typeof(MarketplaceLogin.Answer))]
[JsonSerializable(typeof(MarketplaceClient.UnprocessedAnswer))]
internal sealed partial class MarketplaceJson : JsonSerializerContext;
