namespace Cartwright.Simulators;

/// <summary>A rate limit: so many requests per second, as many at once after a pause (token bucket).</summary>
/// <param name="perSecond">Requests per second; 0 for any number.</param>
/// <param name="time">The clock.</param>
internal sealed class RequestAllowance(int perSecond, TimeProvider time)
{
    readonly Lock _lock = new();
    double _left = perSecond;
    long _at = time.GetTimestamp();

    /// <summary>Whether one more request may come.</summary>
    public bool TryTake()
    {
        if (perSecond == 0)
        {
            return true;
        }

        lock (_lock)
        {
            var now = time.GetTimestamp();
            _left = Math.Min(perSecond, _left + (time.GetElapsedTime(_at, now).TotalSeconds * perSecond));
            _at = now;
            if (_left < 1)
            {
                return false;
            }

            _left--;
            return true;
        }
    }
}
