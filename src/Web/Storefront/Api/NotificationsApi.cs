using Cartwright.Storefront.Sessions;

namespace Cartwright.Storefront.Api;

/// <summary>Messages to the customer.</summary>
internal sealed class NotificationsApi(IHttpClientFactory clients, Visitor visitor) : ApiClient("notifications", clients, visitor)
{
    public Task<NotificationPage?> LatestAsync(int limit, CancellationToken cancellationToken) =>
        GetAsync($"/api/notifications?limit={limit}", ApiJson.Default.NotificationPage, cancellationToken);
}

/// <summary>Messages to the customer, newest first.</summary>
/// <param name="Items">The messages.</param>
/// <param name="Unread">How many of all were not read yet.</param>
public sealed record NotificationPage(IReadOnlyList<Notification> Items, int Unread);

/// <summary>A message to the customer.</summary>
/// <param name="Id">The message.</param>
/// <param name="Channel">How it is sent: <c>in_app</c>, <c>mail</c>; the same news may take both ways.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Body">What it says.</param>
/// <param name="OrderId">The order it is about, when it is about one.</param>
/// <param name="CreatedAt">When it was written.</param>
public sealed record Notification(Guid Id, string Channel, string Title, string? Body, Guid? OrderId, DateTimeOffset CreatedAt);
