namespace Cartwright.Platform.Messaging;

/// <summary>A part of a log.</summary>
/// <param name="Items">The events, in order.</param>
/// <param name="Position">The position from which the next page reads. Up to it the items are complete.</param>
/// <param name="End">The position up to which the log is final: no event can appear there any more. The page is the last one when it is <paramref name="Position"/>.</param>
public sealed record LogPage<T>(IReadOnlyList<T> Items, long Position, long End);
