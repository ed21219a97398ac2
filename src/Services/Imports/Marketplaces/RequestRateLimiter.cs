using Cartwright.Platform.Http;

namespace Cartwright.Imports;

/// <summary>
/// Spaces the requests to a marketplace that limits its rate. All instances reserve slots in one shared sequence; while the shared state is
/// unavailable, each has its own. In any <c>t</c> seconds at most <c>perSecond · (t + 0.1) + 1</c> requests begin: marketplaces count
/// strictly, so at most a tenth of a second of unused time is made up for.
/// </summary>
/// <param name="marketplace">The name of the marketplace.</param>
/// <param name="perSecond">The rate; 0 means unlimited.</param>
/// <param name="shared">The rate limit of all instances; null if there is no shared state.</param>
/// <param name="time">The clock.</param>
internal sealed class RequestRateLimiter(string marketplace, int perSecond, ISharedRateLimiter? shared, TimeProvider time)
{
    static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);
    static readonly TimeSpan TimerStep = TimeSpan.FromMilliseconds(1);

    readonly TimeSpan _interval = perSecond == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(1d / perSecond);
    readonly Lock _lock = new();
    DateTimeOffset _nextSlot;

    /// <summary>Waits for a slot.</summary>
    /// <exception cref="MarketplaceUnavailableException">The wait would be longer than 30 s.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (perSecond == 0)
        {
            return;
        }

        var reserved = shared is null ? null : await shared.ReserveAsync($"marketplace-pace:{marketplace}", _interval, Burst, WaitMax);
        var wait = reserved ?? ReserveLocally();
        if (wait < TimeSpan.Zero)
        {
            throw new MarketplaceUnavailableException("More requests wait than RequestsPerSecond lets pass.", WaitMax, concernsAll: false);
        }

        // A timer counts whole milliseconds and may fire early by one or two; a slot must not be used early.
        var start = time.GetTimestamp();
        for (var left = wait; left > TimeSpan.Zero; left = wait - time.GetElapsedTime(start))
        {
            await Task.Delay(left + TimerStep, time, cancellationToken);
        }
    }

    TimeSpan ReserveLocally()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var slot = _nextSlot > now - Burst ? _nextSlot : now - Burst;
            if (slot - now > WaitMax)
            {
                return Timeout.InfiniteTimeSpan;
            }

            _nextSlot = slot + _interval;
            return slot > now ? slot - now : TimeSpan.Zero;
        }
    }
}
