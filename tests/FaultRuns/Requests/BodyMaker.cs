using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cartwright.Faults.Requests;

/// <summary>Makes bodies that a schema allows, and spoils them.</summary>
/// <param name="document">Resolves references between schemas.</param>
/// <param name="known">What exists.</param>
/// <param name="random">Decides.</param>
/// <param name="isPlain">Whether all is as a client would send it, and nothing spoiled.</param>
internal sealed class BodyMaker(ApiDocument document, KnownValues known, Random random, bool isPlain)
{
    const int DepthMax = 8;

    static readonly string[] Texts =
    [
        "", " ", "x", "null", "true", "-1", "1e400", "0x10", "\0", "a\0b", "\u0007", "\u200b", "\u202eabc", "\ufeff", "ß", "ﬀ", "日本語", "😀", "a\nb", "a\r\nX-Header: y",
        "' or 1=1 --", "\"; drop table users; --", "<script>alert(1)</script>", "{{7*7}}", "${7*7}", "../../etc/passwd", "%00", "%s%n", "\\", "tok_",
        "00000000-0000-0000-0000-000000000000",
        "2024-13-45", "2024-02-30T25:61:61Z", "9999-12-31T23:59:59.9999999Z", "0001-01-01", "-infinity", "NaN", "1,5", "١٢٣", "a@b", "a@" + "b.example",
    ];

    static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1", "0.1", "0.001", "0.0000000000000000000000000001", "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808",
        "79228162514264337593543950335", "79228162514264337593543950336", "1e28", "1e29", "1e308", "1e309", "1e-400", "99999999999999999999999999999999999999", "1E+2", "100.55",
    ];

    /// <summary>The bytes of a body for a schema: as it should be if it is plain; else mostly spoiled in one to three places, at times not JSON at all.</summary>
    public byte[] Make(JsonElement schema, string subject)
    {
        var body = Value(schema, "body", subject, 0);
        for (var spoiled = isPlain ? 0 : random.Next(4); spoiled > 0; spoiled--)
        {
            body = Spoil(body);
        }

        var bytes = Encoding.UTF8.GetBytes(body?.ToJsonString() ?? "null");
        return !isPlain && random.Next(12) == 0 ? Garble(bytes) : bytes;
    }

    /// <summary>A text for a parameter: one that the schema allows, or one that it does not.</summary>
    public string Text(ApiParameter parameter, string subject) => !isPlain && random.Next(3) == 0
        ? random.Next(2) == 0 ? Texts[random.Next(Texts.Length)] : Numbers[random.Next(Numbers.Length)]
        : Value(parameter.Schema, parameter.Name, subject, 0) switch
        {
            JsonArray { Count: > 0 } list => list[0]?.ToString() ?? "",
            var value => value?.ToString() ?? "",
        };

    JsonNode? Value(JsonElement schema, string name, string subject, int depth)
    {
        schema = document.Resolve(schema);
        if (schema.TryGetProperty("enum", out var choices))
        {
            return JsonNode.Parse(choices[random.Next(choices.GetArrayLength())].GetRawText());
        }

        if (depth > DepthMax || (!isPlain && depth > 0 && random.Next(20) == 0))
        {
            return null;
        }

        return TypeOf(schema) switch
        {
            "object" => Members(schema, subject, depth),
            "array" => new JsonArray([.. Enumerable.Range(0, random.Next(isPlain ? 1 : 0, 4)).Select(_ => Value(schema.GetProperty("items"), name, subject, depth + 1))]),
            "boolean" => random.Next(2) == 0,
            "integer" => random.NextInt64((long)Bound(schema, "minimum", 0), (long)Math.Min(Bound(schema, "maximum", 1000), 1000) + 1),
            "number" => Math.Round((decimal)Bound(schema, "minimum", 0) + (random.Next(100_000) / 100m), 2),
            _ => TextValue(schema, name, subject),
        };
    }

    JsonObject Members(JsonElement schema, string subject, int depth)
    {
        var made = new JsonObject();
        if (schema.TryGetProperty("properties", out var members))
        {
            var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()).ToHashSet() : [];
            foreach (var member in members.EnumerateObject().Where(m => required.Contains(m.Name) || random.Next(3) > 0))
            {
                made[member.Name] = Value(member.Value, member.Name, subject, depth + 1);
            }
        }

        if (schema.TryGetProperty("additionalProperties", out var further) && further.ValueKind == JsonValueKind.Object)
        {
            made["key"] = Value(further, "value", subject, depth + 1);
        }

        return made;
    }

    string TextValue(JsonElement schema, string name, string subject)
    {
        if (random.Next(10) > 0 && known.Find(name, subject, random) is { } value)
        {
            return value;
        }

        return (schema.TryGetProperty("format", out var format) ? format.GetString() : null) switch
        {
            "uuid" => Guid.NewGuid().ToString(),
            "date-time" => DateTime.UtcNow.AddDays(-random.Next(1000)).ToString("O", CultureInfo.InvariantCulture),
            "date" => DateTime.UtcNow.AddDays(-random.Next(1000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "email" => $"f{random.Next()}@example.com",
            "uri" => "https://example.com/x",
            _ => random.GetString("abcdefghij", random.Next((int)Bound(schema, "minLength", 1), (int)Math.Min(Bound(schema, "maxLength", 30), 30) + 1)),
        };
    }

    // Puts something else in the place of one value, leaves it out, or adds one that nobody knows.
    JsonNode? Spoil(JsonNode? body)
    {
        var places = Places(body).ToList();
        if (places.Count == 0 || random.Next(30) == 0)
        {
            return Nonsense();
        }

        switch (places[random.Next(places.Count)])
        {
            case (JsonObject parent, string name, _) when random.Next(6) == 0:
                parent.Remove(name);
                break;
            case (JsonObject parent, string name, _) when random.Next(10) == 0:
                parent[name + "x"] = Nonsense();
                break;
            case (JsonObject parent, string name, _):
                parent[name] = Nonsense();
                break;
            case (JsonArray parent, _, int index):
                parent[index] = Nonsense();
                break;
        }

        return body;
    }

    static IEnumerable<(JsonNode Parent, string? Name, int Index)> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(m => Places(m.Value).Prepend((members, m.Key, 0))),
        JsonArray items => items.SelectMany((item, i) => Places(item).Prepend((items, null, i))),
        _ => [],
    };

    JsonNode? Nonsense() => random.Next(10) switch
    {
        0 => null,
        1 => true,
        2 => new JsonObject(),
        3 => new JsonArray(null, null),
        4 => new JsonArray(),
        5 => new string('x', 1 << random.Next(4, 15)),
        6 or 7 => JsonNode.Parse(Numbers[random.Next(Numbers.Length)]),
        8 => new JsonObject { [Texts[random.Next(Texts.Length)]] = new JsonArray(new JsonObject()) },
        _ => Texts[random.Next(Texts.Length)],
    };

    // What is no JSON, or none that a reader should take.
    byte[] Garble(byte[] bytes) => random.Next(8) switch
    {
        0 => bytes[..random.Next(bytes.Length + 1)],
        1 => [.. bytes, (byte)'x'],
        2 => [0xef, 0xbb, 0xbf, .. bytes],
        3 => [.. Enumerable.Repeat((byte)'[', 1 + random.Next(5000))],
        4 => Encoding.UTF8.GetBytes("{\"a\":1,\"a\":2,\"\\u0061\":3}"),
        5 => Encoding.UTF8.GetBytes("{\"text\":\"\\ud800\",\"items\":[\"\\udc00\\ud800\"]}"),
        6 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes)),
        _ => Flip(bytes),
    };

    byte[] Flip(byte[] bytes)
    {
        if (bytes.Length > 0)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    static string? TypeOf(JsonElement schema) => !schema.TryGetProperty("type", out var type)
        ? schema.TryGetProperty("properties", out _) ? "object" : null
        : type.ValueKind == JsonValueKind.String ? type.GetString() : type.EnumerateArray().Select(t => t.GetString()).First(t => t != "null");

    static double Bound(JsonElement schema, string name, double otherwise) => schema.TryGetProperty(name, out var bound) ? bound.GetDouble() : otherwise;
}
