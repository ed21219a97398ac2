using Lucene.Net.Index;

namespace Cartwright.Catalog;

/// <summary>
/// Merges segments of an index in a thread of its own, so that an edit is found while a large merge runs. More than a few merges that wait stop the writer until one is done.
/// </summary>
internal sealed class SegmentMerges : ConcurrentMergeScheduler
{
    // One runs; a small one passes a large one.
    const int MergesMax = 6;

    readonly Action<Exception> _failed;

    /// <param name="failed">Learns why a merge failed. The segments remain as they are, and a later merge tries again.</param>
    public SegmentMerges(Action<Exception> failed)
    {
        _failed = failed;
        SetMaxMergesAndThreads(MergesMax, 1);
    }

    // The base class throws it in the thread of the merge, which would end the process.
    /// <inheritdoc/>
    protected override void HandleMergeException(Exception exc) => _failed(exc);
}
