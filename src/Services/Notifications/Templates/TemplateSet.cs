using System.Text.Encodings.Web;

namespace Cartwright.Notifications;

/// <summary>All templates of the shop at one time: those that staff edited, and the built-in ones for the rest. Pure.</summary>
/// <param name="edited">The edited templates by kind and language.</param>
/// <param name="shopLanguage">The language of the shop.</param>
internal sealed class TemplateSet(IReadOnlyDictionary<(string Kind, string Language), EditedTemplate> edited, string shopLanguage)
{
    /// <summary>The edited templates.</summary>
    public IReadOnlyDictionary<(string Kind, string Language), EditedTemplate> Edited => edited;

    /// <summary>The languages that users can choose: those with a text of their own.</summary>
    public IReadOnlyList<string> Languages { get; } = LanguagesOf(edited.Keys.Select(k => k.Language));

    /// <summary>The languages with a text: those of edited texts, and the built-in ones.</summary>
    public static IReadOnlyList<string> LanguagesOf(IEnumerable<string> edited) =>
        [.. edited.Concat(BuiltInTemplates.Languages).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>
    /// The template of a kind for a reader, and its language: the reader's language, the shop's language, English; in each the edited text before the built-in one.
    /// </summary>
    /// <param name="kind">One of <see cref="NotificationKinds.Known"/>.</param>
    /// <param name="language">The language of the reader; null for that of the shop.</param>
    public (Template Template, string Language) Choose(string kind, string? language)
    {
        foreach (var candidate in new[] { language, shopLanguage, BuiltInTemplates.LastResort }.OfType<string>())
        {
            if ((edited.GetValueOrDefault((kind, candidate))?.Template ?? BuiltInTemplates.Of(kind, candidate)) is { } template)
            {
                return (template, candidate);
            }
        }

        throw new InvalidOperationException($"The kind {kind} has no text.");
    }

    /// <summary>The templates with another edited one.</summary>
    public TemplateSet With(EditedTemplate template) =>
        new(new Dictionary<(string, string), EditedTemplate>(edited) { [(template.Kind, template.Language)] = template }, shopLanguage);

    /// <summary>The text of a kind for a reader.</summary>
    /// <exception cref="KeyNotFoundException">A value that the template shows is missing.</exception>
    public Text Render(string kind, string? language, IReadOnlyDictionary<string, string> values)
    {
        var (template, chosen) = Choose(kind, language);
        return Render(template, chosen, values);
    }

    /// <summary>The text of a template with these values, which the language formats.</summary>
    /// <exception cref="KeyNotFoundException">A value that the template shows is missing.</exception>
    public static Text Render(Template template, string language, IReadOnlyDictionary<string, string> values)
    {
        var formatted = NoticeValues.Format(values, language);
        return new Text(
            // It becomes the subject of a mail, which is one line whatever is put into it.
            TemplateText.Fill(template.Subject, formatted, v => v.ReplaceLineEndings(" ")),
            TemplateText.Fill(template.Body, formatted, v => v),
            template.Html is null ? null : TemplateText.Fill(template.Html, formatted, HtmlEncoder.Default.Encode),
            language);
    }
}
