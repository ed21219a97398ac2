using StackExchange.Redis;

namespace Cartwright.Platform.Redis;

/// <summary>The keys and the channel of a cache in Redis.</summary>
internal sealed class CacheKeys(string cache)
{
    readonly string _prefix = $"cartwright:cache:{cache}:";

    public string Clock => _prefix + "clock";

    public string Channel => _prefix + "purges";

    public string TagPrefix => _prefix + "tag:";

    public RedisKey Entry(string key) => _prefix + "entry:" + key;

    public RedisKey Loader(string key) => _prefix + "loader:" + key;
}
