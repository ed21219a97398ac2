using System.Diagnostics.Metrics;

namespace Cartwright.Platform.Caching;

/// <summary>
/// Counts what a cache knew and what it did not: <c>cartwright.cache.hits</c> and <c>cartwright.cache.misses</c> by <c>cache</c> and
/// <c>level</c>. Hits come tens of thousands a second, so they are added up here and read when somebody wants to know.
/// </summary>
internal sealed class CacheCounters : IDisposable
{
    readonly Meter _meter = new("Cartwright");
    long _memoryHits;
    long _memoryMisses;
    long _sharedHits;
    long _sharedMisses;

    public CacheCounters(string cache, bool isShared)
    {
        KeyValuePair<string, object?> name = new("cache", cache), memory = new("level", "memory"), redis = new("level", "redis");
        IEnumerable<Measurement<long>> Measure(long inMemory, long inRedis) =>
            isShared ? [new(inMemory, name, memory), new(inRedis, name, redis)] : [new(inMemory, name, memory)];

        _meter.CreateObservableCounter(
            "cartwright.cache.hits", () => Measure(Volatile.Read(ref _memoryHits), Volatile.Read(ref _sharedHits)), "{value}", "Values that were there.");
        _meter.CreateObservableCounter(
            "cartwright.cache.misses", () => Measure(Volatile.Read(ref _memoryMisses), Volatile.Read(ref _sharedMisses)), "{value}", "Values that were not there.");
    }

    public void MemoryHit() => Interlocked.Increment(ref _memoryHits);

    public void MemoryMiss() => Interlocked.Increment(ref _memoryMisses);

    public void SharedHit() => Interlocked.Increment(ref _sharedHits);

    public void SharedMiss() => Interlocked.Increment(ref _sharedMisses);

    public void Dispose() => _meter.Dispose();
}
