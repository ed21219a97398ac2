using System.Threading.RateLimiting;

namespace Cartwright.Platform.Http;

/// <summary>Creates rate limits that hold for all instances together.</summary>
public interface ISharedRateLimiter
{
    /// <summary>
    /// A token bucket. In any <c>t</c> seconds all instances together grant at most <c>permitsPerSecond · (t + 2)</c> permits.
    /// </summary>
    /// <param name="key">The name of the bucket; instances with the same key share it.</param>
    /// <param name="permitsPerSecond">The average rate.</param>
    /// <param name="local">The bucket of this instance, used while the shared state is unavailable. The result disposes of it.</param>
    ReplenishingRateLimiter CreateTokenBucket(string key, int permitsPerSecond, ReplenishingRateLimiter local);

    /// <summary>Reserves the next slot in a sequence of evenly spaced slots (GCRA, ITU-T I.371).</summary>
    /// <param name="key">The name of the sequence.</param>
    /// <param name="interval">The time between two slots.</param>
    /// <param name="burst">The unused time that may be made up for.</param>
    /// <param name="waitMax">The longest acceptable wait; no slot is reserved beyond it.</param>
    /// <returns>The wait until the slot; negative if it would exceed <paramref name="waitMax"/>; null if the shared state is unavailable.</returns>
    Task<TimeSpan?> ReserveAsync(string key, TimeSpan interval, TimeSpan burst, TimeSpan waitMax);
}
