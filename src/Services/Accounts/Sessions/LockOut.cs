namespace Cartwright.Accounts;

/// <summary>Wrong passwords for one account, and since when they are counted.</summary>
/// <param name="Count">How many.</param>
/// <param name="Since">When the first of them was.</param>
/// <param name="LockedUntil">Until when nobody is let in; null while there were too few of them.</param>
internal sealed record LockOut(int Count, DateTimeOffset Since, DateTimeOffset? LockedUntil)
{
    /// <summary>How long to wait, or null when the account is not locked.</summary>
    public TimeSpan? Remaining(DateTimeOffset now) => LockedUntil > now ? LockedUntil - now : null;

    /// <summary>The state after another wrong password: failures add up within a window, too many of them lock for as long.</summary>
    public LockOut AfterFailure(DateTimeOffset now, int failuresMax, TimeSpan window)
    {
        if (Remaining(now) is not null)
        {
            return this;
        }

        var fresh = LockedUntil is not null || Since + window <= now;
        var (count, since) = fresh ? (1, now) : (Count + 1, Since);
        return new LockOut(count, since, count >= failuresMax ? now + window : null);
    }
}
