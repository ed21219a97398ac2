using System.Threading.RateLimiting;
using Cartwright.Platform.Http;

namespace Cartwright.Platform.Redis;

/// <summary>Creates rate limits whose state is in Redis.</summary>
internal sealed class RedisRateLimiter(RedisConnection redis, TimeProvider time) : ISharedRateLimiter
{
    // GCRA. Keys: the sequence. Values: microseconds between two slots, that may be made up for, and of the longest wait.
    // Returns the wait in microseconds, or -1 if it is too long.
    const string Reserve =
        """
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local slot = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now - ARGV[2])
        if slot - now > tonumber(ARGV[3]) then
            return -1
        end
        redis.call('SET', KEYS[1], string.format('%.0f', slot + ARGV[1]), 'PX', 60000)
        return math.max(0, slot - now)
        """;

    public ReplenishingRateLimiter CreateTokenBucket(string key, int permitsPerSecond, ReplenishingRateLimiter local) =>
        new SharedTokenBucket(redis, Full(key), permitsPerSecond, local, time);

    public async Task<TimeSpan?> ReserveAsync(string key, TimeSpan interval, TimeSpan burst, TimeSpan waitMax)
    {
        try
        {
            return TimeSpan.FromMicroseconds((long)await redis.RunAsync(
                Reserve, [Full(key)], [(long)interval.TotalMicroseconds, (long)burst.TotalMicroseconds, (long)waitMax.TotalMicroseconds]));
        }
        catch (RedisUnavailableException)
        {
            return null;
        }
    }

    static string Full(string key) => "cartwright:" + key;
}
