using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Faults.Requests;

/// <summary>An operation of the interface, as its OpenAPI document describes it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, with the names of its parameters in braces.</param>
/// <param name="Parameters">What it takes beside its body.</param>
/// <param name="Body">The schema of its JSON body; null where it takes none.</param>
internal sealed record ApiOperation(HttpMethod Method, string Path, IReadOnlyList<ApiParameter> Parameters, JsonElement? Body)
{
    /// <summary>The kind of thing that it is about: <c>orders</c> in <c>/api/orders/{id}</c>.</summary>
    public string Subject => Path.Split('/', StringSplitOptions.RemoveEmptyEntries) is [_, var subject, ..] ? subject : Path;
}

/// <summary>A parameter of an operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="In">Where it stands: <c>path</c>, <c>query</c> or <c>header</c>.</param>
/// <param name="Schema">What it may be.</param>
internal sealed record ApiParameter(string Name, string In, JsonElement Schema);

/// <summary>The OpenAPI document of a shop.</summary>
internal sealed class ApiDocument
{
    readonly IReadOnlyDictionary<string, JsonElement> _schemas;

    ApiDocument(JsonElement json)
    {
        _schemas = json.GetProperty("components").GetProperty("schemas").EnumerateObject().ToDictionary(s => $"#/components/schemas/{s.Name}", s => s.Value);
        Operations =
        [
            .. from path in json.GetProperty("paths").EnumerateObject()
               from method in path.Value.EnumerateObject()
               select Operation(method, path.Name),
        ];
    }

    /// <summary>All operations.</summary>
    public IReadOnlyList<ApiOperation> Operations { get; }

    /// <summary>Reads it from a running shop.</summary>
    public static async Task<ApiDocument> ReadAsync(HttpClient client) => new((await client.GetJsonAsync("/openapi.json")).Is(System.Net.HttpStatusCode.OK).Json);

    /// <summary>A schema itself, where it is only referred to, and the one that is not null, where it may be null.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        while (true)
        {
            if (schema.TryGetProperty("$ref", out var reference))
            {
                schema = _schemas[reference.GetString()!];
            }
            else if (Choices(schema).FirstOrDefault(choice => !IsNull(choice)) is { ValueKind: JsonValueKind.Object } choice)
            {
                schema = choice;
            }
            else
            {
                return schema;
            }
        }
    }

    static IEnumerable<JsonElement> Choices(JsonElement schema) =>
        schema.TryGetProperty("oneOf", out var choices) || schema.TryGetProperty("anyOf", out choices) ? choices.EnumerateArray() : [];

    static bool IsNull(JsonElement schema) => schema.TryGetProperty("type", out var type) && type is { ValueKind: JsonValueKind.String } && type.GetString() == "null";

    static ApiOperation Operation(JsonProperty method, string path) => new(
        HttpMethod.Parse(method.Name),
        path,
        [
            .. from parameter in method.Value.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : []
               select new ApiParameter(parameter.GetProperty("name").GetString()!, parameter.GetProperty("in").GetString()!, parameter.GetProperty("schema")),
        ],
        method.Value.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out var content)
            ? content.GetProperty("schema")
            : null);
}
