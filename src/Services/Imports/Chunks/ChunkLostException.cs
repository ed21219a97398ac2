namespace Cartwright.Imports;

/// <summary>Another instance owns the chunk, or its import has ended: the work on it is discarded.</summary>
internal sealed class ChunkLostException() : Exception("Another instance owns the chunk.");
