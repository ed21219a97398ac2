namespace Cartwright.Imports;

/// <summary>An import whose range is not known yet.</summary>
/// <param name="Id">The import.</param>
/// <param name="Marketplace">The name of the marketplace.</param>
/// <param name="Scope"><c>all</c> or <c>new</c>.</param>
/// <param name="ChunkSize">The number of orders of a chunk.</param>
/// <param name="NextIndex">Everything before this index has been imported.</param>
/// <param name="IsScheduled">Whether its schedule started it.</param>
/// <param name="Attempts">The number of attempts, this one included.</param>
internal sealed record PlannedImport(Guid Id, string Marketplace, string Scope, int ChunkSize, long NextIndex, bool IsScheduled, int Attempts);
