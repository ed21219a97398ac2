namespace Cartwright.Accounts;

/// <summary>The count of wrong passwords for one account from one address.</summary>
/// <param name="Count">How many.</param>
/// <param name="Since">When the first of them was.</param>
/// <param name="LockedUntil">When the lock ends; null while there are too few failures.</param>
internal sealed record LockOut(int Count, DateTimeOffset Since, DateTimeOffset? LockedUntil)
{
    /// <summary>How long the account stays locked for the address; null if it is not locked.</summary>
    public TimeSpan? Remaining(DateTimeOffset now) => LockedUntil > now ? LockedUntil - now : null;

    /// <summary>The state after another wrong password: failures are counted within a window; too many lock the account for as long.</summary>
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
