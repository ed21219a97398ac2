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
public sealed record PreferenceList(IReadOnlyList<Preference> Items);

/// <summary>Shows the caller's preferences.</summary>
internal static class GetPreferences
{
    public static async Task<Ok<PreferenceList>> HandleAsync(ClaimsPrincipal user, Preferences preferences, CancellationToken cancellationToken) =>
        TypedResults.Ok(await OfUserAsync(user.Id(), preferences, cancellationToken));

    internal static async Task<PreferenceList> OfUserAsync(Guid userId, Preferences preferences, CancellationToken cancellationToken)
    {
        var muted = await preferences.ReadAsync(userId, cancellationToken);
        return new(
        [
            .. from channel in NotificationChannels.All
               from kind in NotificationKinds.All
               select new Preference(channel, kind, !muted.Contains(new Topic(channel, kind))),
        ]);
    }
}
