namespace Cartwright.Notifications;

/// <summary>The message of an instance to the others.</summary>
/// <param name="From">The sender.</param>
/// <param name="Items">What it wrote to the database.</param>
internal sealed record FeedMessage(Guid From, IReadOnlyList<FeedItem> Items);
