using System.Security.Claims;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Notifications;

/// <summary>Changes the preferences that the request names; the others stay.</summary>
internal static class ChangePreferences
{
    public static async Task<Results<Ok<PreferenceList>, ProblemHttpResult>> HandleAsync(
        PreferenceList request, ClaimsPrincipal user, Preferences preferences, CancellationToken cancellationToken)
    {
        var errors = Check(request.Items);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var byEnabled = request.Items.ToLookup(i => i.Enabled, i => new Topic(i.Channel, i.Kind));
        await preferences.ChangeAsync(user.Id(), [.. byEnabled[false]], [.. byEnabled[true]], cancellationToken);
        return await GetPreferences.HandleAsync(user, preferences, cancellationToken);
    }

    internal static Dictionary<string, string[]> Check(IReadOnlyList<Preference?> items)
    {
        if (items.Count > NotificationChannels.All.Count * NotificationKinds.All.Count)
        {
            return new() { ["items"] = ["There are more items than preferences."] };
        }

        var errors = new Dictionary<string, string[]>();
        var seen = new HashSet<Topic>();
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is not { } item)
            {
                errors[$"items[{i}]"] = ["A preference is an object."];
            }
            else if (!NotificationChannels.All.Contains(item.Channel))
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
