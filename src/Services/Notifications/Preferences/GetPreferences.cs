using System.Security.Claims;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Notifications;

/// <summary>Whether a user receives a kind of notifications on a channel.</summary>
/// <param name="Channel"><c>in_app</c> or <c>mail</c>.</param>
/// <param name="Kind">The kind of notification.</param>
/// <param name="Enabled">Whether it is sent.</param>
public sealed record Preference(
    [property: OneOf(typeof(NotificationChannels))] string Channel,
    [property: OneOf(
        NotificationKinds.Welcome, NotificationKinds.OrderConfirmed, NotificationKinds.OrderRejected, NotificationKinds.OrderCancelled,
        NotificationKinds.PaymentFailed, NotificationKinds.OrderShipped, NotificationKinds.OrderDelivered, NotificationKinds.ReturnRequested,
        NotificationKinds.ReturnApproved, NotificationKinds.ReturnRejected, NotificationKinds.ReturnCancelled, NotificationKinds.ReturnReceived,
        NotificationKinds.ReturnCompleted)]
    string Kind,
    bool Enabled);

/// <summary>A user's preferences.</summary>
/// <param name="Items">One for every channel and kind.</param>
/// <param name="Language">The language of texts that the user chose; null for that of the shop.</param>
/// <param name="Languages">The languages that the user can choose.</param>
public sealed record PreferenceList(IReadOnlyList<Preference> Items, string? Language, IReadOnlyList<string> Languages);

/// <summary>Shows the caller's preferences.</summary>
internal static class GetPreferences
{
    public static async Task<Ok<PreferenceList>> HandleAsync(
        ClaimsPrincipal user, Preferences preferences, TemplateStore templates, CancellationToken cancellationToken)
    {
        var choices = await preferences.ReadAsync(user.Id(), cancellationToken);
        return TypedResults.Ok(new PreferenceList(ItemsOf(choices), choices.Language, await templates.ReadLanguagesAsync(cancellationToken)));
    }

    internal static IReadOnlyList<Preference> ItemsOf(Choices choices) =>
    [
        .. from channel in NotificationChannels.All
           from kind in NotificationKinds.All
           select new Preference(channel, kind, !choices.Muted.Contains(new Topic(channel, kind))),
    ];
}
