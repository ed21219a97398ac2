using System.Globalization;
using System.Text.Json.Nodes;

namespace Cartwright.Tests.Security;

/// <summary>A member of a request's body and what it must not be.</summary>
/// <param name="Path">Where it stands, as problems name it, for example <c>items[0].quantity</c>.</param>
/// <param name="Bad">Values that must be refused, as JSON.</param>
public sealed record Field(string Path, IReadOnlyList<string> Bad)
{
    static readonly string[] NoText = ["1", "true", "[]", "{}", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\""];
    static readonly string[] NoNumber = ["\"1\"", "true", "[]", "{}", "1e400", "-1e400", "1e30", "-1", "\"\"", "\"1; drop table orders\""];

    /// <summary>Whether it may be left out or null.</summary>
    public bool Optional { get; init; }

    /// <summary>Whether it may be left out.</summary>
    public bool Absentable { get; init; }

    /// <summary>A text of at most so many characters, and texts that it must not be.</summary>
    public static Field Text(string path, int max, params string[] bad) =>
        new(path, [.. NoText, $"\"{new string('x', max + 1)}\"", $"\"{new string('x', Math.Max(max + 1, 10_000))}\"", .. bad.Select(b => $"\"{b}\"")]);

    /// <summary>A whole number between bounds.</summary>
    public static Field Whole(string path, long min, long max) =>
        new(path, [.. NoNumber, "0.001", "1.5", "99999999999", Number(min - 1), Number(max + 1)]);

    /// <summary>An amount of money above 0.</summary>
    public static Field Money(string path) => new(path, [.. NoNumber, "0", "0.001", "1.999", "99999999999999"]);

    /// <summary>An id.</summary>
    public static Field Id(string path) => new(path, ["1", "true", "{}", "\"\"", "\"abc\"", "\"00000000-0000-0000-0000-00000000000\"", "\"' or 1=1 --\""]);

    /// <summary>True or false.</summary>
    public static Field Flag(string path) => new(path, ["\"true\"", "1", "{}", "[]"]);

    /// <summary>An object or a list.</summary>
    public static Field Part(string path, params string[] bad) => new(path, ["1", "\"text\"", "true", .. bad]);

    /// <summary>A list of objects or texts.</summary>
    public static Field List(string path, params string[] bad) => Part(path, ["[null]", .. bad]);

    /// <summary>The same, which may be left out or null.</summary>
    public Field OrNothing() => this with { Optional = true };

    /// <summary>The same, which may be left out, but not null.</summary>
    public Field OrAbsent() => this with { Absentable = true };

    /// <summary>The bodies in which only this member is wrong.</summary>
    public IEnumerable<string> BadBodies(string good)
    {
        foreach (var bad in Bad)
        {
            yield return With(good, bad);
        }

        if (!Optional)
        {
            yield return With(good, "null");
        }

        if (!Optional && !Absentable)
        {
            yield return Without(good);
        }
    }

    // Not by way of JsonNode: it can express neither 1e400 nor half of a surrogate pair.
    string With(string good, string value)
    {
        const string mark = "\"\u2020\"";
        var (body, parent, name) = Find(good);
        if (parent is JsonArray array)
        {
            array[int.Parse(name, CultureInfo.InvariantCulture)] = "\u2020";
        }
        else
        {
            parent[name] = "\u2020";
        }

        return Text(body).Replace(mark, value, StringComparison.Ordinal);
    }

    string Without(string good)
    {
        var (body, parent, name) = Find(good);
        if (parent is JsonObject members)
        {
            members.Remove(name);
        }
        else
        {
            parent.AsArray().Clear();
        }

        return Text(body);
    }

    (JsonNode Body, JsonNode Parent, string Name) Find(string good)
    {
        var body = JsonNode.Parse(good)!;
        var names = Path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        var parent = names[..^1].Aggregate(body, (node, name) => node is JsonArray list ? list[int.Parse(name, CultureInfo.InvariantCulture)]! : node[name]!);
        return (body, parent, names[^1]);
    }

    static string Text(JsonNode node) => node.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
