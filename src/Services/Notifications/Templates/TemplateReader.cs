using System.Text.RegularExpressions;
using Cartwright.Contracts;

namespace Cartwright.Notifications;

/// <summary>Reads a template as staff send it, and finds what annotations do not reach. Pure.</summary>
internal static partial class TemplateReader
{
    /// <summary>What a language looks like.</summary>
    public const string LanguagePattern = "^[a-z]{2,3}$";

    /// <summary>What a language looks like, in a sentence.</summary>
    public const string LanguageRule = "A language is two or three small letters, a primary tag of BCP 47 such as en or de.";

    /// <summary>Whether a text is a primary language tag of BCP 47.</summary>
    public static bool IsLanguage(string text) => Language().IsMatch(text);

    /// <summary>Reads a template; calls <paramref name="refuse"/> with each field that is wrong, and why.</summary>
    public static Template Read(NotificationTemplateRequest input, string kind, Action<string, string> refuse)
    {
        var allowed = BuiltInTemplates.PlaceholdersOf(kind);
        var html = string.IsNullOrWhiteSpace(input.Html) ? null : input.Html;
        Check("subject", TemplateText.FindMistake(input.Subject, allowed));
        Check("text", FindInvisible(input.Text, NotificationTemplateRequest.TextMax) ?? TemplateText.FindMistake(input.Text, allowed));
        if (html is not null)
        {
            // Elements first: a placeholder between their letters is a mistake of the element.
            Check("html", FindInvisible(html, NotificationTemplateRequest.HtmlMax) ?? TemplateHtml.FindMistake(html) ?? TemplateText.FindMistake(html, allowed));
        }

        return new(input.Subject.Trim(), input.Text.Trim(), html);

        void Check(string field, string? mistake)
        {
            if (mistake is not null)
            {
                refuse(field, mistake);
            }
        }
    }

    static string? FindInvisible(string text, int max) =>
        string.IsNullOrWhiteSpace(text) ? "Write a text."
        : VisibleText.IsText(text, max) ? null
        : $"Use at most {max} visible characters, line breaks and tabs.";

    [GeneratedRegex(@"^[a-z]{2,3}\z")]
    private static partial Regex Language();
}
