using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Cartwright.Notifications;

/// <summary>Shows to staff the texts that users get.</summary>
internal static class ShowTemplates
{
    /// <summary>Lists the texts of all kinds in all languages. Both are few, so there is one page.</summary>
    public static async Task<Ok<NotificationTemplateList>> ListAsync(TemplateStore store, IOptions<NotificationsOptions> options, CancellationToken cancellationToken)
    {
        var templates = await store.ReadAsync(cancellationToken);
        return TypedResults.Ok(new NotificationTemplateList(
            options.Value.Language,
            templates.Languages,
            [
                .. from kind in NotificationKinds.Known
                   from language in templates.Languages
                   let shown = Show(templates, kind, language)
                   select new NotificationTemplateItem(kind, language, shown.Version, shown.Source, shown.Subject, shown.EditedAt),
            ]));
    }

    /// <summary>Shows the text of a kind in a language.</summary>
    public static async Task<Results<Ok<NotificationTemplateResponse>, ProblemHttpResult>> OneAsync(
        string kind, string language, TemplateStore store, HttpResponse response, CancellationToken cancellationToken) =>
        FindMistake(kind, language) is { } problem ? problem : Answer(Show(await store.ReadAsync(cancellationToken), kind, language), response);

    /// <summary>The problem of a path that names no template; null if there is none.</summary>
    public static ProblemHttpResult? FindMistake(string kind, string language) =>
        !TemplateReader.IsLanguage(language) ? Problems.Invalid("language", TemplateReader.LanguageRule)
        : !NotificationKinds.Known.Contains(kind) ? Problems.NotFound("kind of notifications")
        : null;

    /// <summary>The text of a kind in a language, as readers of this language get it.</summary>
    public static NotificationTemplateResponse Show(TemplateSet templates, string kind, string language)
    {
        var edited = templates.Edited.GetValueOrDefault((kind, language));
        var (template, textLanguage) = templates.Choose(kind, language);
        return new(
            kind, language, edited?.Version ?? 0,
            edited is not null ? TemplateSources.Edited : textLanguage == language ? TemplateSources.BuiltIn : TemplateSources.Fallback,
            textLanguage, template.Subject, template.Body, template.Html, [.. BuiltInTemplates.PlaceholdersOf(kind).Order(StringComparer.Ordinal)], edited?.EditedAt);
    }

    /// <summary>The answer that shows a text, with its version.</summary>
    public static Ok<NotificationTemplateResponse> Answer(NotificationTemplateResponse shown, HttpResponse response)
    {
        response.Headers.ETag = Preconditions.ETag(shown.Version);
        return TypedResults.Ok(shown);
    }
}
