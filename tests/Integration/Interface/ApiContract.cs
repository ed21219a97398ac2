using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Cartwright.Tests.Interface;

/// <summary>The interface of a shop as its OpenAPI document describes it.</summary>
public sealed class ApiContract
{
    // Headers that tell a client something that it needs.
    static readonly string[] Telling = ["ETag", "Location", "X-Cart-Id", "Retry-After"];

    readonly JsonElement _document;
    readonly ConcurrentDictionary<string, ApiSchema> _schemas = [];
    readonly ILookup<int, ApiOperation> _bySteps;

    public ApiContract(string document)
    {
        Text = document;
        _document = JsonSerializer.Deserialize<JsonElement>(document);
        Operations =
        [
            .. from path in _document.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               select Read(path.Name, operation.Name.ToUpperInvariant(), operation.Value),
        ];
        _bySteps = Operations.ToLookup(operation => operation.Path.Trim('/').Split('/').Length);
    }

    /// <summary>The document.</summary>
    public string Text { get; }

    /// <summary>The document as JSON.</summary>
    public JsonElement Json => _document;

    /// <summary>All operations.</summary>
    public IReadOnlyList<ApiOperation> Operations { get; }

    /// <summary>The operation that a request asks for; the one with the fewest parameters where several match.</summary>
    public ApiOperation? Find(string method, string path) =>
        _bySteps[path.Trim('/').Split('/').Length].Where(operation => operation.Method == method && operation.Serves(path)).MinBy(operation => operation.Parameters);

    /// <summary>What is wrong with an answer; nothing when it is as the document says.</summary>
    public async Task<IReadOnlyList<string>> ErrorsAsync(HttpMethod method, string path, HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        if (Find(method == HttpMethod.Head ? "GET" : method.Method, path) is not { } operation)
        {
            return answer.IsSuccessStatusCode && path.StartsWith("/api/", StringComparison.Ordinal) ? [$"{method} {path} is not in the document."] : [];
        }

        if (!operation.Answers.TryGetValue(status, out var declared))
        {
            return [$"{operation.Id}: the status {status} is not declared."];
        }

        var headers = declared.Headers.Where(name => !Has(answer, name)).Select(name => $"the header {name} is missing")
            .Concat(Telling.Where(name => answer.IsSuccessStatusCode && Has(answer, name) && !declared.Headers.Contains(name))
                .Select(name => $"the header {name} is not declared"));
        var body = method == HttpMethod.Head ? [] : await BodyErrorsAsync(declared, answer);
        return [.. headers.Concat(body).Select(error => $"{operation.Id}, {status}: {error}")];
    }

    static async Task<IEnumerable<string>> BodyErrorsAsync(ApiAnswer declared, HttpResponseMessage answer)
    {
        var type = answer.Content.Headers.ContentType?.MediaType;
        if (declared.Content.Count == 0)
        {
            return (await answer.Content.ReadAsByteArrayAsync()).Length == 0 ? [] : [$"a body of the type {type} is not declared"];
        }

        if (type is null || !declared.Content.TryGetValue(type, out var schema))
        {
            return [$"the type {type} is not declared"];
        }

        // A line of NDJSON is JSON, and all of them are not.
        if (!type.EndsWith("json", StringComparison.Ordinal) || type.EndsWith("ndjson", StringComparison.Ordinal) || answer.Content.Headers.ContentEncoding.Count > 0)
        {
            return [];
        }

        using var body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        var errors = schema.Errors(body.RootElement, "").ToList();
        // Which field is wrong, where a field is wrong.
        if (answer.StatusCode == HttpStatusCode.BadRequest && !body.RootElement.TryGetProperty("errors", out _))
        {
            errors.Add("The body has no member errors.");
        }

        return errors;
    }

    static bool Has(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out _) || answer.Content.Headers.TryGetValues(header, out _);

    ApiOperation Read(string path, string method, JsonElement operation) => new(
        operation.TryGetProperty("operationId", out var id) ? id.GetString()! : "", method, path, operation,
        operation.GetProperty("responses").EnumerateObject().ToDictionary(r => int.Parse(r.Name, null), r => ReadAnswer(r.Value)),
        operation.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out var json)
            ? new ApiSchema(json.GetProperty("schema"), Schema)
            : null);

    ApiAnswer ReadAnswer(JsonElement answer)
    {
        answer = answer.TryGetProperty("$ref", out var reference) ? Resolve(reference.GetString()!) : answer;
        return new(
            answer.TryGetProperty("headers", out var headers) ? [.. headers.EnumerateObject().Select(h => h.Name)] : [],
            answer.TryGetProperty("content", out var content)
                ? content.EnumerateObject().ToDictionary(c => c.Name, c => new ApiSchema(c.Value.TryGetProperty("schema", out var schema) ? schema : default, Schema))
                : []);
    }

    ApiSchema Schema(string reference) => _schemas.GetOrAdd(reference, name => new(Resolve(name), Schema));

    JsonElement Resolve(string reference) => reference.Split('/')[1..].Aggregate(_document, (part, step) => part.GetProperty(step));
}
