using System.Threading.RateLimiting;

namespace Cartwright.Platform.Redis;

/// <summary>
/// A token bucket in Redis that all instances share. Each takes permits in portions, sized by its recent use, and grants them from memory.
/// In any <c>t</c> seconds all instances together grant at most <c>permitsPerSecond · (t + 2)</c> permits: a portion expires quickly,
/// and the bucket is smaller by what can be granted in that time. While Redis does not answer in time, each instance uses its local bucket.
/// </summary>
/// <param name="redis">The connection.</param>
/// <param name="key">The key of the bucket.</param>
/// <param name="permitsPerSecond">The average rate.</param>
/// <param name="local">The bucket of this instance.</param>
/// <param name="time">The clock.</param>
internal sealed class SharedTokenBucket(RedisConnection redis, string key, int permitsPerSecond, ReplenishingRateLimiter local, TimeProvider time) : ReplenishingRateLimiter
{
    // Keys: the bucket. Values: permits per second, capacity, wanted permits.
    // Returns the granted permits, or 0 and the milliseconds until there is one.
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

    // The time until a received portion expires. The answer may have taken up to its time-out before that.
    static readonly TimeSpan PortionLife = TimeSpan.FromMilliseconds(100);

    // Bounds the questions to Redis during a flood of rejected requests.
    static readonly TimeSpan RejectedMin = TimeSpan.FromMilliseconds(20);

    readonly double _capacity = Math.Max(1, permitsPerSecond * (2 - (RedisConnection.AnswerTimeout + PortionLife).TotalSeconds));
    readonly int _portionMax = Math.Max(1, permitsPerSecond / 8);
    readonly Lock _lock = new();
    Task<bool>? _refill;
    int _waiting;
    int _portion = Math.Max(1, permitsPerSecond / 50);
    int _received;
    int _remaining;
    long _receivedAt;
    long _usedAt = time.GetTimestamp();
    DateTimeOffset _rejectedUntil;

    /// <inheritdoc/>
    public override TimeSpan? IdleDuration => time.GetElapsedTime(Volatile.Read(ref _usedAt));

    /// <inheritdoc/>
    public override bool IsAutoReplenishing => false;

    /// <inheritdoc/>
    public override TimeSpan ReplenishmentPeriod => local.ReplenishmentPeriod;

    /// <inheritdoc/>
    public override bool TryReplenish() => local.TryReplenish();

    /// <inheritdoc/>
    public override RateLimiterStatistics? GetStatistics() => null;

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        Volatile.Write(ref _usedAt, time.GetTimestamp());
        if (!redis.IsAvailable)
        {
            return local.AttemptAcquire(permitCount);
        }

        lock (_lock)
        {
            return TryTake(permitCount) ? BucketLease.Granted : Rejection();
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (redis.IsAvailable)
        {
            Task<bool> refill;
            lock (_lock)
            {
                if (TryTake(permitCount))
                {
                    return BucketLease.Granted;
                }

                if (_rejectedUntil > time.GetUtcNow())
                {
                    return Rejection();
                }

                // A stalled process finds every portion expired: then the local bucket decides.
                if (time.GetElapsedTime(start) >= RedisConnection.AnswerTimeout)
                {
                    break;
                }

                _waiting += permitCount;
                refill = _refill ??= Task.Run(RefillAsync, CancellationToken.None);
            }

            try
            {
                if (!await refill.WaitAsync(cancellationToken))
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

        return local.AttemptAcquire(permitCount);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            local.Dispose();
        }

        base.Dispose(disposing);
    }

    bool TryTake(int permits)
    {
        if (_remaining < permits || time.GetElapsedTime(_receivedAt) >= PortionLife)
        {
            return false;
        }

        _remaining -= permits;
        return true;
    }

    BucketLease Rejection()
    {
        var wait = _rejectedUntil - time.GetUtcNow();
        return new(wait > RejectedMin ? wait : RejectedMin);
    }

    /// <returns>Whether Redis answered.</returns>
    async Task<bool> RefillAsync()
    {
        int wanted;
        lock (_lock)
        {
            // A used-up portion was too small; otherwise the next one needs no more than was used.
            _portion = _remaining == 0 ? Math.Min(_portion * 2, _portionMax) : Math.Max(1, _received - _remaining);
            wanted = Math.Max(_portion, _waiting);
        }

        int granted;
        TimeSpan wait;
        try
        {
            var answer = (int[])(await redis.RunAsync(Take, [key], [permitsPerSecond, _capacity, wanted]))!;
            (granted, wait) = (answer[0], TimeSpan.FromMilliseconds(answer[1]));
        }
        catch (RedisUnavailableException)
        {
            lock (_lock)
            {
                _refill = null;
            }

            return false;
        }

        lock (_lock)
        {
            _refill = null;
            (_received, _remaining, _receivedAt) = (granted, granted, time.GetTimestamp());
            if (granted == 0)
            {
                _rejectedUntil = time.GetUtcNow() + (wait > RejectedMin ? wait : RejectedMin);
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
