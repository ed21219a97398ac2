using System.Text.Json;
using Cartwright.Tests.Interface;
using Cartwright.Tests.Shops;

namespace Cartwright.Faults.Requests;

/// <summary>What a request of an operation is made of.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, with the names of its parameters in braces.</param>
/// <param name="Parameters">What it takes beside its body.</param>
/// <param name="Body">The schema of its JSON body; null where it takes none.</param>
internal sealed record RequestTemplate(HttpMethod Method, string Path, IReadOnlyList<ApiParameter> Parameters, JsonElement? Body)
{
    /// <summary>The kind of thing that it is about: <c>orders</c> in <c>/api/orders/{id}</c>.</summary>
    public string Subject => Path.Split('/', StringSplitOptions.RemoveEmptyEntries) is [_, var subject, ..] ? subject : Path;
}

/// <summary>A parameter of an operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="In">Where it stands: <c>path</c>, <c>query</c> or <c>header</c>.</param>
/// <param name="Schema">What it may be.</param>
internal sealed record ApiParameter(string Name, string In, JsonElement Schema);

/// <summary>The OpenAPI document of a shop: what requests are made from, and what answers are compared with.</summary>
internal sealed class ApiDocument
{
    readonly ApiContract _contract;
    readonly IReadOnlyDictionary<string, JsonElement> _schemas;

    ApiDocument(ApiContract contract)
    {
        _contract = contract;
        _schemas = contract.Json.GetProperty("components").GetProperty("schemas").EnumerateObject()
            .ToDictionary(s => $"#/components/schemas/{s.Name}", s => s.Value);
        Templates = [.. contract.Operations.Select(Template)];
    }

    /// <summary>One template for each operation.</summary>
    public IReadOnlyList<RequestTemplate> Templates { get; }

    /// <summary>Reads it from a running shop.</summary>
    public static async Task<ApiDocument> ReadAsync(HttpClient client) =>
        new(new ApiContract((await client.GetJsonAsync("/openapi.json")).Is(System.Net.HttpStatusCode.OK).Body));

    /// <summary>What of an answer is not as the document says, in a sentence; null when all is. A stream is not over yet, and a preflight is no operation.</summary>
    public async Task<string?> ViolationAsync(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream" || request.Method == HttpMethod.Options)
        {
            return null;
        }

        return await _contract.ErrorsAsync(request.Method, request.RequestUri!.AbsolutePath, response) is { Count: > 0 } errors
            ? $"The answer is not as the document says: {string.Join("; ", errors.Take(5))}."
            : null;
    }

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

    static RequestTemplate Template(ApiOperation operation) => new(
        HttpMethod.Parse(operation.Method),
        operation.Path,
        [
            .. from parameter in operation.Json.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : []
               select new ApiParameter(parameter.GetProperty("name").GetString()!, parameter.GetProperty("in").GetString()!, parameter.GetProperty("schema")),
        ],
        operation.Json.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out var content)
            ? content.GetProperty("schema")
            : null);
}
