namespace Cartwright.Catalog.Feeds;

/// <summary>A part of a file, owned by one instance at a time.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Number">Which part of its file, from 0.</param>
/// <param name="Fence">Rises with each owner. Only the latest can write.</param>
/// <param name="Attempts">The number of attempts, this one included.</param>
internal sealed record FeedChunk(Guid RunId, int Number, long Fence, int Attempts);

/// <summary>A part of a file with what it takes to write it.</summary>
internal sealed record ChunkContent(
    Guid FeedId, bool DryRun, bool DeactivateMissing, string Layout, int FirstLine, byte[] Content, int Problems, int Differences);

/// <summary>Another instance owns the part, or the run has ended.</summary>
internal sealed class ChunkLostException : Exception;
