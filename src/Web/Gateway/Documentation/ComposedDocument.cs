using System.Text.Json.Nodes;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;

namespace Cartwright.Gateway;

/// <summary>
/// Composes the OpenAPI document of the shop from those of its services: the operations that the gateway routes, at the paths where clients ask for them.
/// </summary>
internal static class ComposedDocument
{
    const string OperatorTag = "operation";
    const string Description =
        "The interface of a Cartwright shop. Money is a decimal number beside its currency, times are RFC 3339 in UTC, and errors are problem details (RFC 9457). "
        + "Answers may gain members; ignore those that you do not know.";

    static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    /// <summary>Composes the document.</summary>
    /// <param name="services">The document of each service, by its name.</param>
    /// <param name="version">The version of the shop.</param>
    public static JsonObject Of(IReadOnlyDictionary<string, JsonObject> services, string version)
    {
        var paths = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        var components = new SchemaSet();
        var isOfAll = services.Values.SelectMany(document => PathsOf(document).Where(p => Routes.IsForOperators(p.Key)).Select(p => p.Key))
            .GroupBy(path => path).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        foreach (var (service, original) in services.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            var document = components.Add(service, original);
            foreach (var (path, item) in PathsOf(document))
            {
                if (isOfAll.Contains(path))
                {
                    var names = services.Where(s => PathsOf(s.Value).ContainsKey(path)).Select(s => s.Key).Order(StringComparer.Ordinal);
                    paths.TryAdd(Routes.OperatorPath("{service}", path), OfOperators(item!.AsObject(), names));
                }
                else if (Routes.IsForOperators(path))
                {
                    paths.Add(Routes.OperatorPath(service, path), OfOperators(item!.AsObject(), []));
                }
                else if (Routes.PublicPath(service, path) is { } published)
                {
                    paths.Add(published, Tagged(item!.AsObject(), service));
                }
            }
        }

        var operations = new JsonObject(paths);
        return new()
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject { ["title"] = "Cartwright", ["description"] = Description, ["version"] = version },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = new JsonArray([.. TagsOf(operations).Select(tag => new JsonObject { ["name"] = tag })]),
            ["paths"] = operations,
            ["components"] = components.Used(operations),
        };
    }

    static JsonObject PathsOf(JsonObject document) => document["paths"]?.AsObject() ?? [];

    static JsonObject Tagged(JsonObject item, string tag)
    {
        var tagged = item.DeepClone().AsObject();
        foreach (var operation in OperationsOf(tagged))
        {
            operation["tags"] = new JsonArray(tag);
            var answers = operation["responses"]!.AsObject().OrderBy(answer => answer.Key, StringComparer.Ordinal);
            operation["responses"] = new JsonObject(answers.Select(answer => KeyValuePair.Create(answer.Key, answer.Value?.DeepClone())));
        }

        return tagged;
    }

    // The gateway lets nobody else through, whatever the service asks for.
    static JsonObject OfOperators(JsonObject item, IEnumerable<string> services)
    {
        var names = services.Select(name => (JsonNode)name).ToArray();
        var guarded = Tagged(item, OperatorTag);
        foreach (var operation in OperationsOf(guarded))
        {
            operation["x-permission"] = nameof(Permission.OperateSystem);
            operation["description"] = $"Needs the permission `{Permission.OperateSystem}`.";
            operation["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() });
            operation["responses"]!["403"] = new JsonObject { ["$ref"] = "#/components/responses/Forbidden" };
            if (names.Length > 0)
            {
                var parameters = operation["parameters"]?.AsArray() ?? [];
                parameters.Insert(0, new JsonObject
                {
                    ["name"] = "service",
                    ["in"] = "path",
                    ["required"] = true,
                    ["description"] = "The service.",
                    ["schema"] = new JsonObject
                    {
                        ["type"] = "string", ["enum"] = new JsonArray([.. names.Select(name => name.DeepClone())]), [OneOfAttribute.NameMember] = "ServiceName",
                    },
                });
                operation["parameters"] = parameters;
                operation["responses"]!["404"] = new JsonObject { ["$ref"] = "#/components/responses/NotFound" };
            }
        }

        return guarded;
    }

    static IEnumerable<JsonObject> OperationsOf(JsonObject item) => item.Where(member => Methods.Contains(member.Key)).Select(member => member.Value!.AsObject());

    static IEnumerable<string> TagsOf(JsonObject paths) => paths.SelectMany(path => OperationsOf(path.Value!.AsObject()))
        .Select(operation => operation["tags"]![0]!.GetValue<string>()).Distinct().Order(StringComparer.Ordinal);
}
