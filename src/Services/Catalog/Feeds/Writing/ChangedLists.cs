using Cartwright.Platform.Jobs;

namespace Cartwright.Catalog.Feeds;

/// <summary>
/// Purges the lists of products after feeds have changed some: at most once a second, however many parts are written, because a purge asks every instance. The end of a run purges
/// them once more.
/// </summary>
internal sealed class ChangedLists(CatalogCache cache) : IPeriodicWork
{
    /// <summary>The time between two purges.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    int _isChanged;

    /// <summary>Lists are purged soon.</summary>
    public void Note() => Volatile.Write(ref _isChanged, 1);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellationToken) => Interlocked.Exchange(ref _isChanged, 0) == 0 ? Task.CompletedTask : cache.ProductsChangedAsync();
}
