using System.Text.Json.Nodes;
using Cartwright.Contracts;
using Cartwright.Platform.Messaging;

namespace Cartwright.Webhooks;

/// <summary>
/// What webhooks receive of an event: <c>type</c>, <c>version</c>, <c>timestamp</c> and <c>data</c> (Standard Webhooks 1.0, "Payload structure"). Personal data is left
/// out: who needs it asks the API for it, where it ends with the account.
/// </summary>
internal static class Payload
{
    /// <summary>The payload of an event.</summary>
    public static string Of(EventType type, Envelope envelope)
    {
        if (type.PersonalMembers.Count == 0)
        {
            return Write(type.Name, envelope.Version, envelope.Time, envelope.Data);
        }

        var data = JsonNode.Parse(envelope.Data)!;
        foreach (var member in type.PersonalMembers)
        {
            Blank(data, member);
        }

        return Write(type.Name, envelope.Version, envelope.Time, data.ToJsonString());
    }

    /// <summary>The payload of an event that only tries a webhook.</summary>
    public static string OfTest(Guid webhook, DateTimeOffset at) => Write(OfferedEvents.Test, 1, at, $$"""{"webhookId":"{{webhook}}"}""");

    static void Blank(JsonNode data, PersonalMember member)
    {
        JsonNode? holder = data;
        foreach (var name in member.Path.SkipLast(1))
        {
            holder = (holder as JsonObject)?[name];
        }

        if (holder is JsonObject members && members.ContainsKey(member.Path[^1]))
        {
            members[member.Path[^1]] = member.IsNullable ? null : JsonValue.Create("");
        }
    }

    static string Write(string type, int version, DateTimeOffset at, string data)
    {
        var head = new JsonObject { ["type"] = type, ["version"] = version, ["timestamp"] = at.UtcDateTime };
        return $"{head.ToJsonString()[..^1]},\"data\":{data}}}";
    }
}
