using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace Cartwright.Platform.Http;

/// <summary>The serializers of responses that all services have.</summary>
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
[JsonSerializable(typeof(Messaging.DeadLetterList))]
[JsonSerializable(typeof(Messaging.DeadLetterResponse))]
[JsonSerializable(typeof(Messaging.RetryDeadLettersRequest))]
[JsonSerializable(typeof(Messaging.RetryDeadLettersResponse))]
[JsonSerializable(typeof(IReadOnlyList<Messaging.EventPosition>))]
[JsonSerializable(typeof(Messaging.ReplayRequest))]
[JsonSerializable(typeof(Messaging.ReplayList))]
[JsonSerializable(typeof(Caching.PurgeRequest))]
[JsonSerializable(typeof(Security.EndedSessionListResponse))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
internal sealed partial class PlatformJson : JsonSerializerContext;
