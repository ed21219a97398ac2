using Cartwright.Platform.Caching;

namespace Cartwright.Platform.Redis;

/// <summary>Connects the caches of instances through Redis.</summary>
internal sealed class RedisCache(RedisConnection redis, TimeProvider time) : ISharedCache
{
    public string LevelName => "redis";

    public ISharedCacheLevel<TValue> Open<TValue>(string name, CacheLimits limits, CacheCodec<TValue>? codec, Action<string[]> onPurge, Action onGap) =>
        new RedisCacheLevel<TValue>(name, limits, codec, redis, time, onPurge, onGap);
}
