namespace Cartwright.Platform.Messaging;

/// <summary>Which events of a log to read.</summary>
/// <param name="After">Events after this position.</param>
/// <param name="Names">Events of these names.</param>
/// <param name="Since">Events of this time or later; null for all.</param>
/// <param name="UpTo">Events up to this position, the <see cref="LogPage{T}.End"/> of an earlier page; null for the end of the log.</param>
/// <param name="Limit">The most events, 1 to <see cref="EventHistory.PageMax"/>.</param>
public sealed record LogQuery(
    long After, IReadOnlyCollection<string> Names, DateTimeOffset? Since = null, long? UpTo = null, int Limit = EventHistory.PageMax);

/// <summary>A part of a log.</summary>
/// <param name="Items">The events, in order.</param>
/// <param name="Position">The position from which the next page reads. Up to it the items are complete.</param>
/// <param name="End">The position up to which the log is final: no event can appear there any more. The page is the last one when it is <paramref name="Position"/>.</param>
public sealed record LogPage<T>(IReadOnlyList<T> Items, long Position, long End);

/// <summary>The position of an event in its publisher's log.</summary>
/// <param name="Position">The position.</param>
/// <param name="Id">The event's id.</param>
public sealed record EventPosition(long Position, Guid Id);
