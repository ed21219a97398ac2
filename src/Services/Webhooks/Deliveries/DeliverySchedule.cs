namespace Cartwright.Webhooks;

/// <summary>
/// When a delivery that failed is attempted again: ten attempts in three days (the schedule that Standard Webhooks 1.0 recommends), each a little earlier or later.
/// </summary>
internal static class DeliverySchedule
{
    // The most that a server may ask for with Retry-After.
    static readonly TimeSpan AskedMax = TimeSpan.FromDays(1);

    const double Jitter = 0.1;

    static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10),
        TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>The most attempts.</summary>
    public static int AttemptsMax => Waits.Length + 1;

    /// <summary>The wait after an attempt; null after the last one.</summary>
    /// <param name="attempts">How many attempts were made, 1 or more.</param>
    /// <param name="asked">What the server asked for; null for nothing.</param>
    /// <param name="random">0 to 1: spreads what failed together.</param>
    public static TimeSpan? After(int attempts, TimeSpan? asked, double random)
    {
        if (attempts > Waits.Length)
        {
            return null;
        }

        var wait = Waits[attempts - 1] * (1 - Jitter + (2 * Jitter * random));
        return asked > wait ? TimeSpan.FromTicks(Math.Min(asked.Value.Ticks, AskedMax.Ticks)) : wait;
    }
}
