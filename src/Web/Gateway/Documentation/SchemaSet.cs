using System.Globalization;
using System.Text.Json.Nodes;
using Cartwright.Platform.OpenApi;

namespace Cartwright.Gateway;

/// <summary>The components of all services in one document: schemas of the same name are the same, or get the name of their service.</summary>
internal sealed class SchemaSet
{
    // A problem leaves out the members that it does not have.
    const string Problem = "Problem";
    const string Reference = "$ref";
    const string SchemaPrefix = "#/components/schemas/";

    readonly Dictionary<string, JsonObject> _schemas = [];
    readonly Dictionary<string, JsonObject> _others = [];

    /// <summary>Adds the components of a service.</summary>
    /// <returns>The document of the service, whose references are to this set.</returns>
    public JsonObject Add(string service, JsonObject document)
    {
        document = document.DeepClone().AsObject();
        var components = document["components"]?.AsObject() ?? [];
        var schemas = components["schemas"]?.AsObject() ?? [];
        var others = schemas.Where(s => _schemas.TryGetValue(s.Key, out var known) && !JsonNode.DeepEquals(known, s.Value)).Select(s => s.Key).ToHashSet();
        foreach (var reference in ReferencesIn(document))
        {
            if (NameOf(reference) is { } name && others.Contains(name))
            {
                reference[Reference] = SchemaPrefix + Own(service, name);
            }
        }

        foreach (var (name, schema) in schemas)
        {
            _schemas.TryAdd(others.Contains(name) ? Own(service, name) : name, schema!.AsObject());
        }

        foreach (var (kind, named) in components.Where(c => c.Key != "schemas"))
        {
            var all = _others.TryGetValue(kind, out var known) ? known : _others[kind] = [];
            foreach (var (name, component) in named!.AsObject())
            {
                all.TryAdd(name, component!.DeepClone());
            }
        }

        return document;
    }

    /// <summary>The components that operations use. All members of a schema that only answers contain are required: they are always written.</summary>
    public JsonObject Used(JsonObject paths)
    {
        NameValues(paths);
        foreach (var schema in _schemas.Values.ToList())
        {
            NameValues(schema);
        }

        var used = Reachable(ReferencesIn(paths).Concat(_others.Values.SelectMany(ReferencesIn)));
        var inRequests = Reachable(Bodies(paths).SelectMany(ReferencesIn));
        var schemas = new JsonObject();
        foreach (var name in used.Order(StringComparer.Ordinal))
        {
            var schema = _schemas[name].DeepClone().AsObject();
            if (!inRequests.Contains(name) && !name.EndsWith(Problem, StringComparison.Ordinal) && schema["properties"] is JsonObject members)
            {
                schema["required"] = new JsonArray([.. members.Select(member => (JsonNode)member.Key)]);
            }

            schemas[name] = schema;
        }

        var components = new JsonObject { ["schemas"] = schemas };
        foreach (var (kind, named) in _others.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            components[kind] = named.DeepClone();
        }

        OfVersion30(components);
        return components;
    }

    static string Own(string service, string name) => string.Concat(service[..1].ToUpper(CultureInfo.InvariantCulture), service.AsSpan(1), name);

    HashSet<string> Reachable(IEnumerable<JsonObject> references)
    {
        var found = new HashSet<string>();
        var left = new Stack<string>(references.Select(NameOf).OfType<string>());
        while (left.TryPop(out var name))
        {
            if (found.Add(name))
            {
                foreach (var next in ReferencesIn(_schemas[name]).Select(NameOf).OfType<string>())
                {
                    left.Push(next);
                }
            }
        }

        return found;
    }

    // Values with a name are a schema of their own, so that a generated client has one type for them.
    void NameValues(JsonNode? node)
    {
        if (node is JsonObject schema && schema[OneOfAttribute.NameMember]?.GetValue<string>() is { } name)
        {
            var values = schema["enum"]!.AsArray().Where(value => value is not null).Select(value => value!.DeepClone());
            _schemas.TryAdd(name, new() { ["type"] = "string", ["enum"] = new JsonArray([.. values]) });
            var rest = schema.Where(member => member.Key is "nullable" or "description").Select(member => KeyValuePair.Create(member.Key, member.Value!.DeepClone())).ToList();
            schema.Clear();
            if (rest.Count == 0)
            {
                schema[Reference] = SchemaPrefix + name;
            }
            else
            {
                schema["allOf"] = new JsonArray(new JsonObject { [Reference] = SchemaPrefix + name });
                rest.ForEach(member => schema[member.Key] = member.Value);
            }
        }
        else
        {
            foreach (var part in node is JsonObject members ? [.. members.Select(m => m.Value)] : node is JsonArray elements ? elements.ToArray() : [])
            {
                NameValues(part);
            }
        }
    }

    // A reference beside "nullable" is ignored in 3.0, so it is written as the only part of a whole.
    static void OfVersion30(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var element in array)
            {
                OfVersion30(element);
            }
        }
        else if (node is JsonObject schema)
        {
            if (schema["oneOf"] is JsonArray choices && choices.OfType<JsonObject>().SingleOrDefault(c => c.ContainsKey(Reference)) is { } referred && choices.Count == 2)
            {
                schema.Remove("oneOf");
                schema["allOf"] = new JsonArray(referred.DeepClone());
                schema["nullable"] = true;
            }

            foreach (var (_, member) in schema)
            {
                OfVersion30(member);
            }
        }
    }

    static IEnumerable<JsonNode> Bodies(JsonObject paths) =>
        from path in paths
        from operation in path.Value!.AsObject()
        let body = (operation.Value as JsonObject)?["requestBody"]
        where body is not null
        select body;

    static string? NameOf(JsonObject reference) =>
        reference[Reference]!.GetValue<string>() is var target && target.StartsWith(SchemaPrefix, StringComparison.Ordinal) ? target[SchemaPrefix.Length..] : null;

    static List<JsonObject> ReferencesIn(JsonNode? node) => node switch
    {
        JsonObject reference when reference[Reference] is JsonValue => [reference],
        JsonObject members => [.. members.SelectMany(member => ReferencesIn(member.Value))],
        JsonArray elements => [.. elements.SelectMany(ReferencesIn)],
        _ => [],
    };
}
