using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Cartwright.Tests.Interface;

/// <summary>
/// A schema of the interface: the part of OpenAPI 3.0 that the document uses. It is stricter than the standard in one way: a member that it does not name is
/// wrong, because a client could not know it.
/// </summary>
public sealed class ApiSchema
{
    // What describes and does not restrict.
    static readonly HashSet<string> Descriptions = ["description", "default", "example", "title", "deprecated"];

    readonly Func<ApiSchema>? _reference;
    readonly Dictionary<string, ApiSchema> _members = [];
    readonly string[] _required = [];
    readonly string[]? _values;
    readonly ApiSchema? _items;
    readonly ApiSchema? _others;
    readonly string? _type;
    readonly string? _format;
    readonly Regex? _pattern;
    readonly decimal? _minimum;
    readonly decimal? _maximum;
    readonly int _lengthMin;
    readonly int _lengthMax = int.MaxValue;
    readonly bool _nullable;

    /// <summary>Reads a schema.</summary>
    /// <param name="schema">The schema in the document.</param>
    /// <param name="find">Finds a schema by its reference.</param>
    public ApiSchema(JsonElement schema, Func<string, ApiSchema> find)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            var value = keyword.Value;
            switch (keyword.Name)
            {
                case "$ref":
                    var target = value.GetString()!;
                    _reference = () => find(target);
                    break;
                case "allOf" when value.GetArrayLength() == 1:
                    var whole = value[0].GetProperty("$ref").GetString()!;
                    _reference = () => find(whole);
                    break;
                case "type": _type = value.GetString(); break;
                case "format": _format = value.GetString(); break;
                case "nullable": _nullable = value.GetBoolean(); break;
                case "enum": _values = [.. value.EnumerateArray().Select(v => v.GetString() ?? "null")]; break;
                case "required": _required = [.. value.EnumerateArray().Select(v => v.GetString()!)]; break;
                case "properties": _members = value.EnumerateObject().ToDictionary(m => m.Name, m => new ApiSchema(m.Value, find)); break;
                case "items": _items = new(value, find); break;
                case "additionalProperties" when value.ValueKind == JsonValueKind.Object: _others = new(value, find); break;
                case "pattern": _pattern = new(value.GetString()!); break;
                case "minimum": _minimum = value.GetDecimal(); break;
                case "maximum": _maximum = value.GetDecimal(); break;
                case "minLength" or "minItems": _lengthMin = value.GetInt32(); break;
                case "maxLength" or "maxItems": _lengthMax = value.GetInt32(); break;
                default:
                    Assert.True(Descriptions.Contains(keyword.Name), $"Nobody checks the keyword {keyword.Name}: {schema}");
                    break;
            }
        }
    }

    /// <summary>The members of an object.</summary>
    public IReadOnlyDictionary<string, ApiSchema> Members => _reference?.Invoke().Members ?? _members;

    /// <summary>The members that an object must have.</summary>
    public IReadOnlyList<string> Required => _reference?.Invoke().Required ?? _required;

    /// <summary>The schema of the elements of an array.</summary>
    public ApiSchema? Items => _reference?.Invoke().Items ?? _items;

    /// <summary>The type and format, for example <c>string uuid</c>.</summary>
    public string Kind => _reference?.Invoke().Kind ?? $"{_type} {_format}".Trim();

    /// <summary>What is wrong with a value; nothing when it is as described.</summary>
    /// <param name="value">The value.</param>
    /// <param name="place">Where it is (RFC 6901).</param>
    public IEnumerable<string> Errors(JsonElement value, string place)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return _nullable || (_reference is not null && _reference()._nullable) || IsAnything ? [] : [$"{At(place)} is null."];
        }

        return _reference is not null ? _reference().Errors(value, place) : ErrorsOfType(value, place).Concat(ErrorsOfParts(value, place));
    }

    bool IsAnything => _reference is null && _type is null;

    IEnumerable<string> ErrorsOfType(JsonElement value, string place)
    {
        var isType = _type switch
        {
            null => true,
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            _ => false,
        };
        if (!isType)
        {
            yield return $"{At(place)} is {value.GetRawText()} and not of the type {_type}.";
        }
        else if (value.ValueKind == JsonValueKind.String && TextError(value.GetString()!) is { } wrong)
        {
            yield return $"{At(place)} is {value.GetRawText()}: {wrong}.";
        }
        else if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && (number < _minimum || number > _maximum))
        {
            yield return $"{At(place)} is {number.ToString(CultureInfo.InvariantCulture)}, out of {_minimum} to {_maximum}.";
        }
    }

    string? TextError(string text) =>
        _values?.Contains(text) is false ? $"none of {string.Join(", ", _values)}"
        : text.Length < _lengthMin || text.Length > _lengthMax ? $"not of {_lengthMin} to {_lengthMax} characters"
        : _pattern?.IsMatch(text) is false ? $"not like {_pattern}"
        : !HasFormat(text) ? $"no {_format}"
        : null;

    bool HasFormat(string text) => _format switch
    {
        "uuid" => Guid.TryParseExact(text, "D", out _),
        // UTC, as RFC 3339.
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var time) && time.Offset == TimeSpan.Zero && text.Contains('T', StringComparison.Ordinal),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "uri-reference" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
        _ => true,
    };

    IEnumerable<string> ErrorsOfParts(JsonElement value, string place)
    {
        if (value.ValueKind == JsonValueKind.Array && _type == "array")
        {
            var count = value.GetArrayLength();
            return value.EnumerateArray().SelectMany((element, i) => _items!.Errors(element, $"{place}/{i}"))
                .Concat(count < _lengthMin || count > _lengthMax ? [$"{At(place)} has {count} elements, not {_lengthMin} to {_lengthMax}."] : []);
        }

        if (value.ValueKind != JsonValueKind.Object || IsAnything)
        {
            return [];
        }

        return _required.Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{At(place)} has no member {name}.")
            .Concat(value.EnumerateObject().SelectMany(member => (_members.GetValueOrDefault(member.Name) ?? _others) is { } schema
                ? schema.Errors(member.Value, $"{place}/{member.Name}")
                : [$"{At(place)} has a member {member.Name} that nobody knows."]));
    }

    static string At(string place) => place.Length == 0 ? "The body" : place;
}
