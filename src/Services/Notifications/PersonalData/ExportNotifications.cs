using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Notifications;

/// <summary>Shows to accounts what a user was told, and the user's preferences, for the export of the account.</summary>
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
            : TypedResults.Ok(new UserDataPage<Preference>((await GetPreferences.OfUserAsync(id, preferences, cancellationToken)).Items, null));
}
