using System.Threading.RateLimiting;
using Cartwright.Platform.Redis;
using StackExchange.Redis;

namespace Cartwright.Gateway;

/// <summary>
/// A token bucket that all gateways share in Redis. Each takes permits in portions, as many as it has just needed, uses them up in memory and
/// asks again. In any <c>t</c> seconds all gateways together let at most <c>perSecond · (t + 2)</c> requests pass: what a portion holds is
/// used at once or not at all, and the bucket is smaller by what may pass in that time. While Redis does not answer in time each gateway counts by itself.
/// </summary>
/// <param name="redis">Where the bucket is.</param>
/// <param name="key">Its name there.</param>
/// <param name="perSecond">Permits per second.</param>
/// <param name="alone">The bucket of this gateway, for when there is no other.</param>
/// <param name="time">The clock.</param>
internal sealed class SharedTokenBucket(RedisConnection redis, string key, int perSecond, ReplenishingRateLimiter alone, TimeProvider time) : ReplenishingRateLimiter
{
    // Keys: the bucket. Values: permits per second, the most that it holds, how many are wanted.
    // Answers how many are granted, or 0 and the milliseconds until there is one.
    const string Take =
        """
        local time = redis.call('TIME')
        local now = time[1] * 1000 + time[2] / 1000
        local rate, most = tonumber(ARGV[1]), tonumber(ARGV[2])
        local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
        local tokens = most
        if bucket[1] then
            tokens = math.min(most, bucket[1] + math.max(0, now - bucket[2]) * rate / 1000)
        end
        local granted = math.min(math.floor(tokens), tonumber(ARGV[3]))
        redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens - granted), 'at', string.format('%.3f', now))
        redis.call('PEXPIRE', KEYS[1], 3000)
        return {granted, granted == 0 and math.ceil((1 - tokens) * 1000 / rate) or 0}
        """;

    // How long a portion may be used after it came. It may have been on its way for as long as the time-out of the answer.
    static readonly TimeSpan Held = TimeSpan.FromMilliseconds(100);

    // A flood that is refused asks no oftener than this.
    static readonly TimeSpan RefusedMin = TimeSpan.FromMilliseconds(20);

    readonly double _most = Math.Max(1, perSecond * (2 - (RedisConnection.AnswerTimeout + Held).TotalSeconds));
    readonly int _portionMax = Math.Max(1, perSecond / 8);
    readonly Lock _lock = new();
    Task<bool>? _asking;
    int _waiting;
    int _portion = Math.Max(1, perSecond / 50);
    int _taken;
    int _left;
    long _cameAt;
    long _usedAt = time.GetTimestamp();
    DateTimeOffset _refusedUntil;

    /// <inheritdoc/>
    public override TimeSpan? IdleDuration => time.GetElapsedTime(Volatile.Read(ref _usedAt));

    /// <inheritdoc/>
    public override bool IsAutoReplenishing => false;

    /// <inheritdoc/>
    public override TimeSpan ReplenishmentPeriod => alone.ReplenishmentPeriod;

    /// <inheritdoc/>
    public override bool TryReplenish() => alone.TryReplenish();

    /// <inheritdoc/>
    public override RateLimiterStatistics? GetStatistics() => null;

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        Volatile.Write(ref _usedAt, time.GetTimestamp());
        if (!redis.IsAvailable)
        {
            return alone.AttemptAcquire(permitCount);
        }

        lock (_lock)
        {
            return TryTake(permitCount) ? BucketLease.Granted : Refusal();
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (redis.IsAvailable)
        {
            Task<bool> asking;
            lock (_lock)
            {
                if (TryTake(permitCount))
                {
                    return BucketLease.Granted;
                }

                if (_refusedUntil > time.GetUtcNow())
                {
                    return Refusal();
                }

                // A process that was held up finds every portion too old: that is no reason to refuse anybody.
                if (time.GetElapsedTime(start) >= RedisConnection.AnswerTimeout)
                {
                    break;
                }

                _waiting += permitCount;
                asking = _asking ??= Task.Run(AskAsync, CancellationToken.None);
            }

            try
            {
                if (!await asking.WaitAsync(cancellationToken))
                {
                    break;
                }
            }
            finally
            {
                lock (_lock)
                {
                    _waiting -= permitCount;
                }
            }
        }

        return alone.AttemptAcquire(permitCount);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            alone.Dispose();
        }

        base.Dispose(disposing);
    }

    bool TryTake(int permits)
    {
        if (_left < permits || time.GetElapsedTime(_cameAt) >= Held)
        {
            return false;
        }

        _left -= permits;
        return true;
    }

    BucketLease Refusal()
    {
        var wait = _refusedUntil - time.GetUtcNow();
        return new(wait > RefusedMin ? wait : RefusedMin);
    }

    /// <returns>Whether Redis answered.</returns>
    async Task<bool> AskAsync()
    {
        int wanted;
        lock (_lock)
        {
            // What was used up was too little; of what was left over, no more is needed than was used.
            _portion = _left == 0 ? Math.Min(_portion * 2, _portionMax) : Math.Max(1, _taken - _left);
            wanted = Math.Max(_portion, _waiting);
        }

        int granted;
        TimeSpan wait;
        try
        {
            var answer = (int[])(await redis.RunAsync(Take, [key], [perSecond, _most, wanted]))!;
            (granted, wait) = (answer[0], TimeSpan.FromMilliseconds(answer[1]));
        }
        catch (RedisUnavailableException)
        {
            lock (_lock)
            {
                _asking = null;
            }

            return false;
        }

        lock (_lock)
        {
            _asking = null;
            (_taken, _left, _cameAt) = (granted, granted, time.GetTimestamp());
            if (granted == 0)
            {
                _refusedUntil = time.GetUtcNow() + (wait > RefusedMin ? wait : RefusedMin);
            }
        }

        return true;
    }

    sealed class BucketLease(TimeSpan? wait) : RateLimitLease
    {
        public static readonly BucketLease Granted = new(null);

        public override bool IsAcquired => wait is null;

        public override IEnumerable<string> MetadataNames => wait is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? wait : null;
            return metadata is not null;
        }
    }
}
