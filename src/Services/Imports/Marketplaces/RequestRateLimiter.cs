using Cartwright.Platform.Redis;

namespace Cartwright.Imports;

/// <summary>
/// Spaces out the requests to a marketplace that allows so many in a second. All instances take their turns from one line in Redis; while that does
/// not answer each has a line of its own. In any <c>t</c> seconds at most <c>perSecond · (t + 0.1) + 1</c> requests begin: marketplaces count
/// strictly, so there is no more to save up than a tenth of a second.
/// </summary>
/// <param name="marketplace">Whose line.</param>
/// <param name="perSecond">How many requests; 0 means as many as come.</param>
/// <param name="redis">Where the line of all instances is.</param>
/// <param name="time">The clock.</param>
internal sealed class RequestRateLimiter(string marketplace, int perSecond, RedisConnection? redis, TimeProvider time)
{
    // Keys: line. Values: microseconds between two turns, that may be saved up, and that may be waited. Answers the wait, or -1 when it is too long.
    const string Take =
        """
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local turn = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now - ARGV[2])
        if turn - now > tonumber(ARGV[3]) then
            return -1
        end
        redis.call('SET', KEYS[1], string.format('%.0f', turn + ARGV[1]), 'PX', 60000)
        return math.max(0, turn - now)
        """;

    static readonly TimeSpan Saved = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);
    static readonly TimeSpan TimerStep = TimeSpan.FromMilliseconds(1);

    readonly TimeSpan _between = perSecond == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(1d / perSecond);
    readonly Lock _lock = new();
    DateTimeOffset _turn;

    /// <summary>Waits for a turn.</summary>
    /// <exception cref="MarketplaceUnavailableException">Too many are before.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (perSecond == 0)
        {
            return;
        }

        var wait = await SharedTurnAsync() ?? OwnTurn();
        if (wait < TimeSpan.Zero)
        {
            throw new MarketplaceUnavailableException("More requests wait than RequestsPerSecond lets pass.", WaitMax, concernsAll: false);
        }

        // A timer counts whole milliseconds and may be early by one or two; a turn is never early.
        var asked = time.GetTimestamp();
        for (var left = wait; left > TimeSpan.Zero; left = wait - time.GetElapsedTime(asked))
        {
            await Task.Delay(left + TimerStep, time, cancellationToken);
        }
    }

    async Task<TimeSpan?> SharedTurnAsync()
    {
        if (redis is null)
        {
            return null;
        }

        try
        {
            return TimeSpan.FromMicroseconds((long)await redis.RunAsync(
                Take,
                [$"cartwright:marketplace-pace:{marketplace}"],
                [(long)_between.TotalMicroseconds, (long)Saved.TotalMicroseconds, (long)WaitMax.TotalMicroseconds]));
        }
        catch (RedisUnavailableException)
        {
            return null;
        }
    }

    TimeSpan OwnTurn()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var turn = _turn > now - Saved ? _turn : now - Saved;
            if (turn - now > WaitMax)
            {
                return Timeout.InfiniteTimeSpan;
            }

            _turn = turn + _between;
            return turn > now ? turn - now : TimeSpan.Zero;
        }
    }
}
