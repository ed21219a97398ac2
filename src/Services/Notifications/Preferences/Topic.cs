namespace Cartwright.Notifications;

/// <summary>A kind of notifications on a channel.</summary>
/// <param name="Channel">One of <see cref="Channels"/>.</param>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
internal sealed record Topic(string Channel, string Kind);
