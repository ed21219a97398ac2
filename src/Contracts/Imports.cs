namespace Cartwright.Contracts;

/// <summary>An import from a marketplace went through its whole range.</summary>
/// <param name="ImportId">The import.</param>
/// <param name="Marketplace">Where the orders come from.</param>
/// <param name="StartIndex">The first index of the range; null when there was nothing to import.</param>
/// <param name="EndIndex">The last index of the range, included; null when there was nothing to import.</param>
/// <param name="Saved">How many orders are new.</param>
/// <param name="Known">How many had been imported before.</param>
/// <param name="Rejected">How many rows were no order.</param>
/// <param name="Differing">How many orders came with another content than they are known with.</param>
/// <param name="Missing">How many indexes of the range have no order.</param>
[Event("import.completed", "imports")]
public sealed record ImportCompleted(
    Guid ImportId, string Marketplace, long? StartIndex, long? EndIndex, long Saved, long Known, long Rejected, long Differing, long Missing) : IEvent
{
    Guid IEvent.AggregateId => ImportId;
}

/// <summary>An import from a marketplace was given up, as a whole or in parts; what it brought in is kept, and it can be resumed.</summary>
/// <param name="ImportId">The import.</param>
/// <param name="Marketplace">Where the orders come from.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Saved">How many new orders it had brought in.</param>
/// <param name="ChunksFailed">How many parts of the range are left out; 0 when the range was never learned.</param>
[Event("import.failed", "imports")]
public sealed record ImportFailed(Guid ImportId, string Marketplace, string Reason, long Saved, int ChunksFailed) : IEvent
{
    Guid IEvent.AggregateId => ImportId;
}
