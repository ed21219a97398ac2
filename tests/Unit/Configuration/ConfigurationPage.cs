using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Cartwright.Contracts;
using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Configuration;

namespace Cartwright.Unit.Configuration;

/// <summary>A setting as <c>docs/configuration.md</c> shows it.</summary>
internal sealed record Setting(string Key, string Type, string Range, string Default, string Summary)
{
    string Variable => "CARTWRIGHT_" + Key.Replace(":", "__", StringComparison.Ordinal);

    public string Row => $"| `{Key}` | `{Variable}` | {Type} | {Range} | {Default} | {Summary.Replace("|", "\\|", StringComparison.Ordinal)} |\n";
}

/// <summary>Fills the tables of <c>docs/configuration.md</c>, each between a comment that names its section and another that ends it.</summary>
internal sealed partial class ConfigurationPage(IReadOnlyList<OptionsSection> sections)
{
    const string Header = "| setting | environment variable | type | range | default | meaning |\n| --- | --- | --- | --- | --- | --- |\n";

    readonly Dictionary<string, XElement> _comments = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.xml")
        .SelectMany(file => XDocument.Load(file).Descendants("member"))
        .GroupBy(member => member.Attribute("name")!.Value)
        .ToDictionary(group => group.Key, group => group.First());

    /// <summary>The names of the tables in a text.</summary>
    public static IEnumerable<string> Tables(string text) => Table().Matches(text).Select(match => match.Groups["section"].Value);

    /// <summary>The sections as the page names them: of nested ones, which are options of their own, each has its table.</summary>
    public IEnumerable<string> Names => sections.Select(NameOf).Distinct();

    /// <summary>The text with its tables filled.</summary>
    public string Fill(string text) => Table().Replace(text, match =>
        $"<!-- settings: {match.Groups["section"].Value} -->\n{TableOf(match.Groups["section"].Value)}<!-- end -->");

    /// <summary>All settings.</summary>
    public IEnumerable<Setting> Settings => sections.SelectMany(Of);

    string TableOf(string name) => Header + string.Concat(sections.Where(section => NameOf(section) == name).SelectMany(Of).Select(setting => setting.Row));

    static string NameOf(OptionsSection section) => section.Name.Length == 0 ? "system" : section.Name;

    IEnumerable<Setting> Of(OptionsSection section) => Of(section.Name, section.Type, Activator.CreateInstance(section.Type, nonPublic: true)!);

    IEnumerable<Setting> Of(string prefix, Type type, object defaults) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.SetMethod is not null || IsCollection(property.PropertyType)
        let key = (prefix.Length == 0 ? "" : prefix + ":") + (property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name ?? property.Name)
        where !sections.Any(section => section.Name == key)
        from setting in Of(key, property, property.GetValue(defaults))
        select setting;

    IEnumerable<Setting> Of(string key, PropertyInfo property, object? value)
    {
        var type = property.PropertyType;
        if (!IsCollection(type))
        {
            return [new(key, TypeName(type), Range(property), Text(value), Summary(property))];
        }

        var element = type.GenericTypeArguments[^1];
        if (type.GenericTypeArguments.Length == 1)
        {
            return [new($"{key}:0", TypeName(element), Range(property), Text(value), Summary(property))];
        }

        var entry = $"{key}:<name>";
        return element.Assembly.GetName().Name is "System.Private.CoreLib"
            ? [new(entry, TypeName(element), Range(property), Text(value), Summary(property))]
            : Of(entry, element, Activator.CreateInstance(element)!);
    }

    static bool IsCollection(Type type) => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type);

    static string TypeName(Type type) => Nullable.GetUnderlyingType(type) is { } underlying ? TypeName(underlying)
        : type.IsEnum ? string.Join(" or ", Enum.GetNames(type).Select(name => $"`{name}`"))
        : type.Name switch
        {
            nameof(Int32) or nameof(Int64) or nameof(UInt16) => "integer",
            nameof(Double) or nameof(Decimal) => "number",
            nameof(Boolean) => "`true` or `false`",
            nameof(TimeSpan) => "time",
            nameof(String) => "text",
            nameof(Uri) => "address",
            var other => throw new InvalidOperationException($"The page of the configuration has no word for {other}."),
        };

    static string Range(PropertyInfo property) => string.Join("; ", property.GetCustomAttributes<ValidationAttribute>().Select(attribute => attribute switch
    {
        RangeAttribute range => Invariant($"{range.Minimum} to {range.Maximum}"),
        StringLengthAttribute { MinimumLength: 0 } length => Invariant($"at most {length.MaximumLength} characters"),
        StringLengthAttribute length => Invariant($"{length.MinimumLength} to {length.MaximumLength} characters"),
        MinLengthAttribute length => Invariant($"at least {length.Length} characters"),
        MaxLengthAttribute length => Invariant($"at most {length.Length} characters"),
        RegularExpressionAttribute pattern => $"`{pattern.Pattern}`",
        CurrencyCodeAttribute => "ISO 4217 code",
        UrlSchemeAttribute url => string.Join(" or ", url.Schemes.Select(scheme => $"`{scheme}://`")),
        EmailAddressAttribute => "a mail address",
        _ => "",
    }).Where(text => text.Length > 0));

    static string Text(object? value) => value switch
    {
        null or "" => "",
        bool flag => flag ? "`true`" : "`false`",
        IDictionary entries => string.Join(", ", entries.Keys.Cast<object>().Select(name => Invariant($"{name} {entries[name]}"))),
        string text => $"`{text}`",
        TimeSpan time when time.Ticks % TimeSpan.TicksPerSecond != 0 => Invariant($"`{time:hh\\:mm\\:ss\\.FFFFFFF}`"),
        IEnumerable => "",
        _ => Invariant($"`{value}`"),
    };

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // Code within a comment stays code; a comment of several lines becomes one.
    string Summary(PropertyInfo property) =>
        _comments.GetValueOrDefault($"P:{property.DeclaringType!.FullName}.{property.Name}")?.Element("summary") is { } summary
            ? Blanks().Replace(string.Concat(summary.Nodes().Select(node => node switch
            {
                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                XElement reference => $"`{reference.Attribute("cref")?.Value.Split('.')[^1]}`",
                XText text => text.Value,
                _ => "",
            })), " ").Trim()
            : throw new InvalidOperationException($"{property.DeclaringType.Name}.{property.Name} has no summary.");

    [GeneratedRegex("<!-- settings: (?<section>.+?) -->\n(?<table>.*?)<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
