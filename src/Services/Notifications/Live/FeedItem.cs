namespace Cartwright.Notifications;

/// <summary>A message to the open pages of a user: a notification was written, or was read (<c>ReadAt</c>).</summary>
/// <param name="UserId">The user.</param>
/// <param name="Notification">The notification.</param>
internal sealed record FeedItem(Guid UserId, NotificationView Notification);
