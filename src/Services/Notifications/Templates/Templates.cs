using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Cartwright.Notifications;

/// <summary>The text of a notification.</summary>
/// <param name="Title">One line.</param>
/// <param name="Body">The text.</param>
internal sealed record Text(string Title, string Body);

/// <summary>
/// The texts that users get: one embedded file per kind, whose first line is the title, and the letter around them for mail.
/// Values are put in as they are into plain text and encoded into HTML; what looks like a placeholder in a value stays text.
/// </summary>
internal static partial class Templates
{
    static readonly FrozenDictionary<string, string> Files = typeof(Templates).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".txt", StringComparison.Ordinal) || name.EndsWith(".html", StringComparison.Ordinal))
        .ToFrozenDictionary(name => name, Read);

    /// <summary>The text of a kind.</summary>
    /// <exception cref="KeyNotFoundException">A value that the template names is missing.</exception>
    public static Text Render(string kind, IReadOnlyDictionary<string, string> values)
    {
        var lines = Files[$"{kind}.txt"].Split('\n', 2);
        // The title becomes the subject of a mail, which is one line whatever is put into it.
        return new Text(Fill(lines[0], values, v => v.ReplaceLineEndings(" ")), Fill(lines[1].Trim(), values, v => v));
    }

    /// <summary>The mail that carries a text, as plain text and as HTML.</summary>
    public static (string Plain, string Html) RenderMail(Text text, string name, string shop)
    {
        var values = new Dictionary<string, string> { ["title"] = text.Title, ["body"] = text.Body, ["name"] = name, ["shop"] = shop };
        return (Fill(Files["mail.txt"], values, v => v), Fill(Files["mail.html"], values, HtmlEncoder.Default.Encode));
    }

    static string Fill(string template, IReadOnlyDictionary<string, string> values, Func<string, string> encode) =>
        Placeholder().Replace(template, match => encode(values[match.Groups[1].Value]));

    static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Templates).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Placeholder();
}
