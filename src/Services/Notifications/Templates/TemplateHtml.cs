using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Cartwright.Notifications;

/// <summary>
/// The HTML that templates may contain: a list of elements and attributes that show text, and nothing that runs or loads code. Everything else is refused and not
/// repaired, so what is stored is what staff wrote. The syntax is so strict that no mail client can read it in another way.
/// </summary>
internal static partial class TemplateHtml
{
    static readonly FrozenSet<string> Void = FrozenSet.Create("br", "hr", "img");

    static readonly FrozenSet<string> Elements = FrozenSet.Create(
        [.. Void, "a", "b", "blockquote", "div", "em", "h2", "h3", "i", "li", "ol", "p", "s", "small", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "u", "ul"]);

    static readonly FrozenSet<string> Attributes = FrozenSet.Create("align", "alt", "colspan", "height", "href", "rowspan", "src", "style", "title", "width");

    /// <summary>The first mistake, in a sentence; null if there is none.</summary>
    public static string? FindMistake(string html)
    {
        if (Tag().Replace(html, "").AsSpan().ContainsAny('<', '>'))
        {
            return "Write elements as <p style=\"…\">, in small letters and with values in double quotes, and other < and > as &lt; and &gt;. Comments are not allowed.";
        }

        var open = new Stack<string>();
        foreach (Match tag in Tag().Matches(html))
        {
            var name = tag.Groups["name"].Value;
            if (!Elements.Contains(name))
            {
                return $"The element '{name}' is not allowed. The elements are {string.Join(", ", Elements.Order(StringComparer.Ordinal))}.";
            }

            if (tag.Groups["end"].Length > 0)
            {
                if (!open.TryPop(out var last) || last != name)
                {
                    return $"The element '{name}' ends where it is not the last one that began.";
                }

                continue;
            }

            for (var i = 0; i < tag.Groups["attribute"].Captures.Count; i++)
            {
                if (FindMistake(name, tag.Groups["attribute"].Captures[i].Value, tag.Groups["value"].Captures[i].Value) is { } mistake)
                {
                    return mistake;
                }
            }

            if (!Void.Contains(name))
            {
                open.Push(name);
            }
        }

        return open.TryPeek(out var unclosed) ? $"The element '{unclosed}' has no end." : null;
    }

    static string? FindMistake(string element, string attribute, string value) => attribute switch
    {
        _ when !Attributes.Contains(attribute) => $"The attribute '{attribute}' is not allowed. The attributes are {string.Join(", ", Attributes.Order(StringComparer.Ordinal))}.",
        "href" => element == "a" && (Link().IsMatch(value) || IsLinkPlaceholder(value)) ? null
            : "The link of an element a begins with https://, http:// or mailto: and contains no placeholder, or is a placeholder whose value is a link.",
        "src" => element == "img" && value.StartsWith("https://", StringComparison.Ordinal) && !HasPlaceholder(value) ? null
            : "The source of an element img begins with https:// and contains no placeholder.",
        _ when HasPlaceholder(value) => $"The attribute '{attribute}' contains a placeholder. Only a link may be one.",
        "style" => Style().IsMatch(value) ? null : "A style has letters, digits, spaces and : ; , . # % ! - only.",
        _ => null,
    };

    static bool IsLinkPlaceholder(string value) => value is ['{', '{', .. var name, '}', '}'] && NoticeValues.IsLink(name);

    static bool HasPlaceholder(string value) => value.Contains("{{", StringComparison.Ordinal);

    [GeneratedRegex("""<(?<end>/?)(?<name>[a-z][a-z0-9]*)(?:\s+(?<attribute>[a-z]+)="(?<value>[^"<>]*)")*\s*/?>""")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^(?:https?://|mailto:)[^{}\s]+\z")]
    private static partial Regex Link();

    [GeneratedRegex("^[A-Za-z0-9 :;,.#%!-]*\\z")]
    private static partial Regex Style();
}
