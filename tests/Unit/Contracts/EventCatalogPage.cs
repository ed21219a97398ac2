using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Cartwright.Contracts;

namespace Cartwright.Unit.Contracts;

/// <summary>Writes the event catalogue: every event with its members, as the code and its comments tell them.</summary>
internal sealed class EventCatalogPage(ILookup<string, string> subscribers)
{
    readonly Dictionary<string, XElement> _comments = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Contracts.xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    readonly NullabilityInfoContext _nullability = new();

    public string Render()
    {
        var page = new StringBuilder();
        page.Append(
            """
            # Event catalogue

            Every fact that services tell each other. This page is written by a test from `src/Contracts`; after a change run the unit tests
            with `CARTWRIGHT_UPDATE=1`. The JSON schema of each event is below `docs/events/schemas`.

            An event travels in an envelope: `id` (recognises a second delivery), `name`, `version`, `time`, `aggregateId` (what it is about:
            events of one aggregate arrive in the order in which they were written), `idempotencyKey` (the key of the request, or the id of the
            event, that caused it), `traceParent` (W3C trace context) and `data`, the members listed here.

            A member that is *personal* is emptied when the user is erased: it is null where it may be, and an empty text otherwise.

            Who hears an event reacts to it, exactly once. (The catalog and the gateway also listen to what the catalog tells, to drop copies from
            their caches; that promises nothing and is not listed.)

            | event | publisher | subscribers |
            | --- | --- | --- |

            """);
        var events = EventCatalog.ByName.Values.OrderBy(e => e.Publisher, StringComparer.Ordinal).ThenBy(e => e.Name, StringComparer.Ordinal).ToList();
        foreach (var type in events)
        {
            page.Append(CultureInfo.InvariantCulture, $"| [`{type.Name}`](#{Anchor(type.Name)}) | {type.Publisher} | {Subscribers(type.Name)} |\n");
        }

        foreach (var type in events)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {type.Name}\n\n{Summary("T:" + type.Type.FullName)}\n\n");
            page.Append(CultureInfo.InvariantCulture, $"Version {type.Version}, published by {type.Publisher}, subscribers: {Subscribers(type.Name)}. ");
            page.Append(CultureInfo.InvariantCulture, $"About: `{Aggregate(type.Type)}`. [Schema](events/schemas/{type.Name}.v{type.Version}.json)\n\n");
            AppendMembers(page, type.Type);
        }

        page.Append("\n# Parts of events\n");
        foreach (var part in events.SelectMany(e => Parts(e.Type)).Distinct().OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {part.Name}\n\n{Summary("T:" + part.FullName)}\n\n");
            AppendMembers(page, part);
        }

        return page.ToString();
    }

    void AppendMembers(StringBuilder page, Type type)
    {
        page.Append("| member | type | meaning |\n| --- | --- | --- |\n");
        foreach (var member in Members(type))
        {
            var personal = member.IsDefined(typeof(PersonalAttribute)) ? ", personal" : "";
            page.Append(CultureInfo.InvariantCulture, $"| `{JsonNamingPolicy.CamelCase.ConvertName(member.Name)}` | {Type(member)}{personal} | ");
            page.Append(CultureInfo.InvariantCulture, $"{Summary($"P:{type.FullName}.{member.Name}")} |\n");
        }
    }

    string Subscribers(string name) => subscribers[name].Any() ? string.Join(", ", subscribers[name].Order(StringComparer.Ordinal)) : "nobody yet";

    /// <summary>The member that the order of delivery follows.</summary>
    static string Aggregate(Type type)
    {
        // Every id is another one, so that the one that comes back tells which member it was.
        var constructor = type.GetConstructors().Single(c => c.GetParameters().Length > 1 || c.GetParameters()[0].ParameterType != type);
        var arguments = constructor.GetParameters().Select(p => p.ParameterType == typeof(Guid) ? Guid.NewGuid() : Default(p.ParameterType)).ToArray();
        var id = ((IEvent)constructor.Invoke(arguments)).AggregateId;
        return JsonNamingPolicy.CamelCase.ConvertName(constructor.GetParameters()[Array.IndexOf(arguments, (object)id)].Name!);
    }

    static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    static IEnumerable<Type> Parts(Type type) =>
        Members(type).Select(m => Element(m.PropertyType)).Where(IsPart).SelectMany(part => Parts(part).Prepend(part));

    static IEnumerable<PropertyInfo> Members(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    static bool IsPart(Type type) => type.Assembly == typeof(IEvent).Assembly;

    static Type Element(Type type) =>
        type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type) ? type.GenericTypeArguments[0] : Nullable.GetUnderlyingType(type) ?? type;

    string Type(PropertyInfo member)
    {
        var element = Element(member.PropertyType);
        var name = IsPart(element) ? $"[{element.Name}](#{Anchor(element.Name)})" : element.Name switch
        {
            nameof(Guid) => "UUID",
            nameof(String) => "text",
            nameof(Int32) or nameof(Int64) => "integer",
            nameof(Decimal) => "decimal",
            nameof(Boolean) => "boolean",
            nameof(DateTimeOffset) => "time",
            var other => throw new InvalidOperationException($"{member.DeclaringType!.Name}.{member.Name} is a {other}, which the catalogue has no word for."),
        };
        var many = member.PropertyType != typeof(string) && typeof(IEnumerable).IsAssignableFrom(member.PropertyType);
        var optional = _nullability.Create(member).ReadState == NullabilityState.Nullable;
        return (many ? "list of " : "") + name + (optional ? ", or null" : "");
    }

    // Code within a comment stays code.
    string Summary(string member) => string.Concat(_comments[member].Element("summary")!.Nodes().Select(node => node switch
    {
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement reference => $"`{reference.Attribute("cref")?.Value.Split('.')[^1]}`",
        _ => node.ToString(),
    })).Trim();

    static string Anchor(string heading) => heading.Replace(".", "", StringComparison.Ordinal).ToLowerInvariant();
}
