using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Cartwright.Platform.OpenApi;

/// <summary>Describes types and their members by their documentation comments, which the compiler writes beside each assembly. Without the file nothing is described.</summary>
internal sealed partial class TypeSummaries
{
    // The key under which the framework notes that a schema gets a name and is referred to.
    const string SchemaId = "x-schema-id";

    readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> _files = [];

    public Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var isNamed = schema.Metadata?.TryGetValue(SchemaId, out var id) is true && id is string { Length: > 0 };
        if (isNamed)
        {
            schema.Description ??= Find(context.JsonTypeInfo.Type, $"T:{context.JsonTypeInfo.Type.FullName}")?.Element("summary") is { } ofType ? Text(ofType) : null;
        }
        else if (context.JsonPropertyInfo?.AttributeProvider is MemberInfo { DeclaringType: { } type } member)
        {
            // A parameter of a record is documented at the record.
            var summary = Find(type, $"P:{type.FullName}.{member.Name}")?.Element("summary")
                ?? Find(type, $"T:{type.FullName}")?.Elements("param").FirstOrDefault(p => p.Attribute("name")?.Value == member.Name);
            schema.Description = summary is null ? schema.Description : Text(summary);
        }

        return Task.CompletedTask;
    }

    XElement? Find(Type type, string name) => _files.GetOrAdd(type.Assembly, Read).GetValueOrDefault(name);

    static Dictionary<string, XElement> Read(Assembly assembly)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml");
        return File.Exists(file) && !assembly.GetName().Name!.StartsWith("System.", StringComparison.Ordinal)
            ? XDocument.Load(file).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value)
            : [];
    }

    // As Markdown: a name of something is code.
    static string Text(XElement comment) => Spaces().Replace(string.Concat(comment.Nodes().Select(node => node switch
    {
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement reference when (reference.Attribute("cref") ?? reference.Attribute("name"))?.Value is { } target => $"`{target[(target.LastIndexOf('.') + 1)..]}`",
        XElement other => other.Value,
        _ => node.ToString(),
    })), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
