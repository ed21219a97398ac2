using System.Security.Claims;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Notifications;

/// <summary>Changes of a user's preferences; what is not named stays.</summary>
/// <param name="Items">The preferences to change.</param>
/// <param name="Language">One of the languages that the preferences list; empty for the language of the shop.</param>
public sealed record PreferencesRequest(
    [property: NoNulls] IReadOnlyList<Preference>? Items = null, [property: Bounds(LengthMax = 3)] string? Language = null);

/// <summary>Changes the preferences that the request names; the others stay.</summary>
internal static class ChangePreferences
{
    public static async Task<Results<Ok<PreferenceList>, ProblemHttpResult>> HandleAsync(
        PreferencesRequest request, ClaimsPrincipal user, Preferences preferences, TemplateStore templates, CancellationToken cancellationToken)
    {
        var items = request.Items ?? [];
        var errors = Check(items);
        if (request.Language is { Length: > 0 } language && await templates.ReadLanguagesAsync(cancellationToken) is var languages && !languages.Contains(language))
        {
            errors["language"] = [$"The languages are {string.Join(", ", languages)}."];
        }

        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var byEnabled = items.ToLookup(i => i.Enabled, i => new Topic(i.Channel, i.Kind));
        await preferences.ChangeAsync(user.Id(), [.. byEnabled[false]], [.. byEnabled[true]], request.Language, cancellationToken);
        return await GetPreferences.HandleAsync(user, preferences, templates, cancellationToken);
    }

    internal static Dictionary<string, string[]> Check(IReadOnlyList<Preference> items)
    {
        if (items.Count > NotificationChannels.All.Count * NotificationKinds.All.Count)
        {
            return new() { ["items"] = ["There are more items than preferences."] };
        }

        var errors = new Dictionary<string, string[]>();
        var seen = new HashSet<Topic>();
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            if (!NotificationChannels.All.Contains(item.Channel))
            {
                errors[$"items[{i}].channel"] = [$"The channels are {string.Join(", ", NotificationChannels.All)}."];
            }
            else if (!NotificationKinds.All.Contains(item.Kind))
            {
                errors[$"items[{i}].kind"] = [$"The kinds are {string.Join(", ", NotificationKinds.All)}."];
            }
            else if (!seen.Add(new Topic(item.Channel, item.Kind)))
            {
                errors[$"items[{i}]"] = ["This preference is named twice."];
            }
        }

        return errors;
    }
}
