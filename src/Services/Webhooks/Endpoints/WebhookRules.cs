using System.Net;
using Cartwright.Platform.Clients;

namespace Cartwright.Webhooks;

/// <summary>The rules of a webhook that annotations cannot express.</summary>
internal static class WebhookRules
{
    /// <summary>The most webhooks of a shop.</summary>
    public const int WebhooksMax = 100;

    /// <summary>Finds what is wrong with a webhook.</summary>
    /// <param name="input">The webhook.</param>
    /// <param name="allowsPrivate">Whether it may be at a private address, and use http.</param>
    /// <returns>The errors by field; empty if there are none.</returns>
    public static Dictionary<string, string[]> Check(WebhookRequest input, bool allowsPrivate)
    {
        var errors = new Dictionary<string, string[]>();
        if (CheckUrl(input.Url, allowsPrivate) is { } error)
        {
            errors["url"] = [error];
        }

        for (var i = 0; i < input.Events.Count; i++)
        {
            if (!OfferedEvents.Has(input.Events[i]))
            {
                errors[$"events[{i}]"] = ["There is no such event. GET /api/webhooks/events lists those that there are."];
            }
            else if (input.Events.Take(i).Contains(input.Events[i]))
            {
                errors[$"events[{i}]"] = ["The event is named twice."];
            }
        }

        return errors;
    }

    // The address that a name stands for is checked when a delivery connects.
    static string? CheckUrl(string text, bool allowsPrivate)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.UserInfo.Length > 0 || url.Host.Length == 0 || url.Fragment.Length > 0
            || !(url.Scheme == Uri.UriSchemeHttps || (allowsPrivate && url.Scheme == Uri.UriSchemeHttp)))
        {
            return "Use an absolute URL with https, without a user, a password or a fragment.";
        }

        var isPrivate = IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) ? !PublicAddress.IsPublic(address) : url.IsLoopback;
        return isPrivate && !allowsPrivate ? "Deliveries go to public addresses only." : null;
    }
}
