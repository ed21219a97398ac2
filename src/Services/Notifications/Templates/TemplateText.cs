using System.Text;
using System.Text.RegularExpressions;

namespace Cartwright.Notifications;

/// <summary>
/// The syntax of templates: <c>{{name}}</c> is the value of that name, <c>{{#name}}…{{/name}}</c> appears if there is such a value, and <c>{{^name}}…{{/name}}</c> if
/// there is none. Such parts do not contain others. What looks like a placeholder in a value stays text.
/// </summary>
internal static partial class TemplateText
{
    /// <summary>Puts values into a template.</summary>
    /// <param name="template">A template without mistakes (<see cref="FindMistake"/>).</param>
    /// <param name="values">The values; an empty one counts as none.</param>
    /// <param name="encode">Encodes a value for the place where it appears.</param>
    /// <exception cref="KeyNotFoundException">A value that the template shows is missing.</exception>
    public static string Fill(string template, IReadOnlyDictionary<string, string> values, Func<string, string> encode)
    {
        var (text, position, isShown) = (new StringBuilder(), 0, true);
        foreach (var (sign, name, start, end) in Tags(template))
        {
            if (isShown)
            {
                text.Append(template, position, start - position);
            }

            position = end;
            switch (sign)
            {
                case "":
                    text.Append(isShown ? encode(values[name]) : "");
                    break;
                case "/":
                    isShown = true;
                    break;
                default:
                    isShown = (values.TryGetValue(name, out var value) && value.Length > 0) == (sign == "#");
                    break;
            }
        }

        return text.Append(template, position, template.Length - position).ToString();
    }

    /// <summary>The names in a template.</summary>
    public static IReadOnlySet<string> Names(string template) => Tags(template).Select(tag => tag.Name).ToHashSet();

    /// <summary>The first mistake in a template, in a sentence; null if there is none.</summary>
    /// <param name="template">A template as staff write it.</param>
    /// <param name="allowed">The names that it may contain.</param>
    public static string? FindMistake(string template, IReadOnlySet<string> allowed)
    {
        string? open = null;
        foreach (var (sign, name, _, _) in Tags(template))
        {
            if (!allowed.Contains(name))
            {
                return $"There is no placeholder '{name}'. The placeholders are {string.Join(", ", allowed.Order(StringComparer.Ordinal))}.";
            }

            if (sign == "/" ? open != name : sign.Length > 0 && open is not null)
            {
                return $"The part '{open ?? name}' must begin with {{{{#…}}}} or {{{{^…}}}}, end with {{{{/…}}}} of the same name and contain no other part.";
            }

            open = sign switch { "" => open, "/" => null, _ => name };
        }

        var rest = Tag().Replace(template, "");
        return open is not null ? $"The part '{open}' has no end: write {{{{/{open}}}}}."
            : rest.Contains("{{", StringComparison.Ordinal) || rest.Contains("}}", StringComparison.Ordinal) ? "Write a placeholder as {{name}}, without spaces."
            : null;
    }

    static IEnumerable<(string Sign, string Name, int Start, int End)> Tags(string template) =>
        Tag().Matches(template).Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Index, match.Index + match.Length));

    [GeneratedRegex(@"\{\{([#^/]?)([A-Za-z]+)\}\}")]
    private static partial Regex Tag();
}
