using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Notifications;

/// <summary>The language that a user chose, in an export.</summary>
/// <param name="Language">A primary tag of BCP 47.</param>
internal sealed record ExportedLanguage(string Language);

/// <summary>Shows to accounts what a user was told, the user's preferences and language, for the export of the account.</summary>
internal static class ExportNotifications
{
    public static async Task<Results<Ok<UserDataPage<NotificationView>>, ProblemHttpResult>> HandleAsync(
        Guid id, Database database, [AsParameters] PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Read(out Page<Guid> page) is { } problem)
        {
            return problem;
        }

        var (items, nextCursor) = page.Cut(await ListNotifications.ReadAsync(id, null, page, database, cancellationToken), item => item.Id);
        return TypedResults.Ok(new UserDataPage<NotificationView>(items, nextCursor));
    }

    /// <summary>One page: there is one preference for each channel and kind.</summary>
    public static async Task<Results<Ok<UserDataPage<Preference>>, ProblemHttpResult>> PreferencesAsync(
        Guid id, Preferences preferences, [AsParameters] PageRequest request, CancellationToken cancellationToken) =>
        request.Read(out Page<Guid> _) is { } problem
            ? problem
            : TypedResults.Ok(new UserDataPage<Preference>(GetPreferences.ItemsOf(await preferences.ReadAsync(id, cancellationToken)), null));

    /// <summary>One item, or none if the user chose no language.</summary>
    public static async Task<Results<Ok<UserDataPage<ExportedLanguage>>, ProblemHttpResult>> LanguageAsync(
        Guid id, Preferences preferences, [AsParameters] PageRequest request, CancellationToken cancellationToken) =>
        request.Read(out Page<Guid> _) is { } problem
            ? problem
            : TypedResults.Ok(new UserDataPage<ExportedLanguage>(
                (await preferences.ReadAsync(id, cancellationToken)).Language is { } language ? [new(language)] : [], null));
}
