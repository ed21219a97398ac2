namespace Cartwright.Catalog;

/// <summary>A search index that does not follow the catalog any more.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Position">The event where it stays.</param>
/// <param name="Behind">How many positions of the log are after it.</param>
public sealed record StuckIndex(Guid Instance, long Position, long Behind);
