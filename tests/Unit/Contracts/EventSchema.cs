using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using Cartwright.Contracts;

namespace Cartwright.Unit.Contracts;

/// <summary>The JSON schemas of events, and what may become of them.</summary>
internal static class EventSchema
{
    /// <summary>Where a published schema lies.</summary>
    public const string Folder = "docs/events/schemas";

    // As events are written: numbers are numbers.
    static readonly JsonSerializerOptions Written = new(EventJson.Default.Options) { NumberHandling = JsonNumberHandling.Strict };
    static readonly JsonSchemaExporterOptions Exporter = new() { TreatNullObliviousAsNonNullable = true };
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The file of an event's schema.</summary>
    public static string File(EventType type) => $"{Folder}/{type.Name}.v{type.Version}.json";

    /// <summary>The schema of an event as the code is now.</summary>
    public static JsonNode Of(EventType type) => Written.GetJsonSchemaAsNode(type.Type, Exporter);

    /// <summary>The schema as text.</summary>
    public static string Text(JsonNode schema) => schema.ToJsonString(Indented) + "\n";

    /// <summary>What readers of the published schema would stumble over: everything that is not an added member.</summary>
    /// <param name="published">The schema that readers know.</param>
    /// <param name="current">The schema that is written now.</param>
    /// <param name="path">Where in the event both stand.</param>
    public static IEnumerable<string> Breaks(JsonNode? published, JsonNode? current, string path)
    {
        if (published is not JsonObject before || current is not JsonObject now)
        {
            return JsonNode.DeepEquals(published, current) ? [] : [$"{path}: {Short(published)} became {Short(current)}"];
        }

        return before.Select(part => part.Key).Union(now.Select(part => part.Key)).SelectMany(key => key == "properties"
            ? BreaksOfMembers(before[key] as JsonObject, now[key] as JsonObject, path)
            : Breaks(before[key], now[key], key == "items" ? path + "[]" : $"{path} {key}"));
    }

    static IEnumerable<string> BreaksOfMembers(JsonObject? before, JsonObject? now, string path) =>
        (before ?? []).SelectMany(member => now?[member.Key] is { } still
            ? Breaks(member.Value, still, $"{path}.{member.Key}")
            : [$"{path}.{member.Key} is gone"]);

    static string Short(JsonNode? node) => node?.ToJsonString() ?? "nothing";
}
