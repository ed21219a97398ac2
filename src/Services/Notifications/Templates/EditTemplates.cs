using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Notifications;

/// <summary>Replaces texts, and deletes what staff wrote so that the built-in text counts again. All instances use an edit when it is answered.</summary>
internal static class EditTemplates
{
    /// <summary>The most languages of a shop, built-in ones included. With the lengths of texts it bounds the memory that all templates take.</summary>
    public const int LanguagesMax = 20;

    /// <summary>Replaces the text of a kind in a language.</summary>
    public static async Task<Results<Ok<NotificationTemplateResponse>, ProblemHttpResult>> ReplaceAsync(
        string kind, string language, NotificationTemplateRequest input, HttpRequest request, Database database, TemplateStore store, CancellationToken cancellationToken)
    {
        if (Refuse(kind, language, request) is { } refused)
        {
            return refused;
        }

        var errors = new Dictionary<string, string[]>();
        var template = TemplateReader.Read(input, kind, (field, message) => errors[field] = [message]);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        await using var work = await database.BeginAsync(cancellationToken);
        var templates = await store.LockAsync(work, cancellationToken);
        if (Preconditions.Check(request, VersionOf(templates, kind, language)) is { } stale)
        {
            return stale;
        }

        if (!templates.Languages.Contains(language) && templates.Languages.Count >= LanguagesMax)
        {
            return Problems.Unprocessable("language", $"A shop has at most {LanguagesMax} languages.");
        }

        var edited = await TemplateStore.SaveAsync(work, kind, language, template, cancellationToken);
        await work.CommitAsync(cancellationToken);
        await store.PurgeAsync();
        return ShowTemplates.Answer(ShowTemplates.Show(templates.With(edited), kind, language), request.HttpContext.Response);
    }

    /// <summary>Deletes what staff wrote.</summary>
    public static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string kind, string language, HttpRequest request, Database database, TemplateStore store, CancellationToken cancellationToken)
    {
        if (Refuse(kind, language, request) is { } refused)
        {
            return refused;
        }

        await using var work = await database.BeginAsync(cancellationToken);
        if (Preconditions.Check(request, VersionOf(await store.LockAsync(work, cancellationToken), kind, language)) is { } stale)
        {
            return stale;
        }

        await TemplateStore.DeleteAsync(work, kind, language, cancellationToken);
        await work.CommitAsync(cancellationToken);
        await store.PurgeAsync();
        return TypedResults.NoContent();
    }

    static ProblemHttpResult? Refuse(string kind, string language, HttpRequest request) =>
        Preconditions.Read(request).Problem ?? ShowTemplates.FindMistake(kind, language);

    // A built-in text is version 0: it is the same whenever it counts again.
    static int VersionOf(TemplateSet templates, string kind, string language) => templates.Edited.GetValueOrDefault((kind, language))?.Version ?? 0;
}
