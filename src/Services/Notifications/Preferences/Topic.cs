namespace Cartwright.Notifications;

/// <summary>A kind of notifications on a channel.</summary>
/// <param name="Channel">One of <see cref="NotificationChannels"/>.</param>
/// <param name="Kind">One of <see cref="NotificationKinds"/>.</param>
internal sealed record Topic(string Channel, string Kind);
