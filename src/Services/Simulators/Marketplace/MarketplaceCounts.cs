namespace Cartwright.Simulators;

/// <summary>The things that are counted.</summary>
internal enum Counted
{
    /// <summary>Successful logins.</summary>
    Logins,

    /// <summary>Logins that were refused.</summary>
    RefusedLogins,

    /// <summary>Requests with a token of the account, however they end.</summary>
    Requests,

    /// <summary>Pages of orders that were begun.</summary>
    Pages,

    /// <summary>Rows in them, whole or not.</summary>
    Rows,

    /// <summary>Answers 401 to a token that has expired or is used up.</summary>
    Unauthorized,

    /// <summary>Answers 429.</summary>
    TooManyRequests,

    /// <summary>Answers 500.</summary>
    Errors,

    /// <summary>Answers 503.</summary>
    Unavailable,

    /// <summary>Pages in the middle of which the connection was aborted.</summary>
    Dropped,

    /// <summary>Pages that were no JSON.</summary>
    Garbled,

    /// <summary>Rows that were malformed, by chance or always.</summary>
    MalformedRows,

    /// <summary>Rows that were repeated.</summary>
    DuplicateRows,

    /// <summary>Rows of edited orders.</summary>
    AlteredRows,
}

/// <summary>The counts of a marketplace since it was created or last reset, by this instance.</summary>
/// <param name="Logins">Successful logins.</param>
/// <param name="RefusedLogins">Logins that were refused.</param>
/// <param name="Requests">Requests with a token of the account, however they ended.</param>
/// <param name="Pages">Pages of orders that were begun.</param>
/// <param name="Rows">Rows in them, of whatever kind.</param>
/// <param name="Unauthorized">Answers 401 to a token that had expired or was used up.</param>
/// <param name="TooManyRequests">Answers 429.</param>
/// <param name="Errors">Answers 500.</param>
/// <param name="Unavailable">Answers 503.</param>
/// <param name="Dropped">Pages in the middle of which the connection was aborted.</param>
/// <param name="Garbled">Pages that were no JSON.</param>
/// <param name="MalformedRows">Rows that were malformed, by chance or always.</param>
/// <param name="DuplicateRows">Rows that were repeated.</param>
/// <param name="AlteredRows">Rows of edited orders.</param>
/// <param name="Concurrent">Requests under way at the moment.</param>
/// <param name="ConcurrentPeak">The most that were under way at once.</param>
public sealed record MarketplaceCountsResponse(
    long Logins,
    long RefusedLogins,
    long Requests,
    long Pages,
    long Rows,
    long Unauthorized,
    long TooManyRequests,
    long Errors,
    long Unavailable,
    long Dropped,
    long Garbled,
    long MalformedRows,
    long DuplicateRows,
    long AlteredRows,
    long Concurrent,
    long ConcurrentPeak);

/// <summary>Counts what happens to a marketplace.</summary>
internal sealed class MarketplaceCounts
{
    readonly long[] _counts = new long[Enum.GetValues<Counted>().Length];
    readonly Lock _lock = new();
    long _concurrent;
    long _concurrentPeak;

    /// <summary>Something happened.</summary>
    public void Add(Counted what, long times = 1) => Interlocked.Add(ref _counts[(int)what], times);

    /// <summary>A request begins.</summary>
    public void Enter()
    {
        lock (_lock)
        {
            _concurrentPeak = Math.Max(_concurrentPeak, ++_concurrent);
        }
    }

    /// <summary>A request has ended.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _concurrent--;
        }
    }

    /// <summary>Resets all counts except the requests that are under way.</summary>
    public void Reset()
    {
        foreach (var what in Enum.GetValues<Counted>())
        {
            Interlocked.Exchange(ref _counts[(int)what], 0);
        }

        lock (_lock)
        {
            _concurrentPeak = _concurrent;
        }
    }

    /// <summary>All counts.</summary>
    public MarketplaceCountsResponse Read()
    {
        long concurrent, peak;
        lock (_lock)
        {
            (concurrent, peak) = (_concurrent, _concurrentPeak);
        }

        return new(
            Of(Counted.Logins), Of(Counted.RefusedLogins), Of(Counted.Requests), Of(Counted.Pages), Of(Counted.Rows), Of(Counted.Unauthorized),
            Of(Counted.TooManyRequests), Of(Counted.Errors), Of(Counted.Unavailable), Of(Counted.Dropped), Of(Counted.Garbled), Of(Counted.MalformedRows),
            Of(Counted.DuplicateRows), Of(Counted.AlteredRows), concurrent, peak);
    }

    long Of(Counted what) => Interlocked.Read(ref _counts[(int)what]);
}
