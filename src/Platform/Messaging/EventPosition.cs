namespace Cartwright.Platform.Messaging;

/// <summary>The position of an event in its publisher's log.</summary>
/// <param name="Position">The position.</param>
/// <param name="Id">The event's id.</param>
public sealed record EventPosition(long Position, Guid Id);
