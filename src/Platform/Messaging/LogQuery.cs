namespace Cartwright.Platform.Messaging;

/// <summary>Which events of a log to read.</summary>
/// <param name="After">Events after this position.</param>
/// <param name="Names">Events of these names.</param>
/// <param name="Since">Events of this time or later; null for all.</param>
/// <param name="UpTo">Events up to this position, the <see cref="LogPage{T}.End"/> of an earlier page; null for the end of the log.</param>
/// <param name="Limit">The most events, 1 to <see cref="EventHistory.PageMax"/>.</param>
public sealed record LogQuery(
    long After, IReadOnlyCollection<string> Names, DateTimeOffset? Since = null, long? UpTo = null, int Limit = EventHistory.PageMax);
