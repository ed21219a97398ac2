namespace Cartwright.Imports;

/// <summary>How long nobody logs in after a login that failed.</summary>
internal static class LoginBackoff
{
    static readonly TimeSpan FailedFirst = TimeSpan.FromSeconds(1);
    static readonly TimeSpan FailedMax = TimeSpan.FromMinutes(1);

    // Accounts are locked for less than a few wrong passwords in a row.
    static readonly TimeSpan RefusedFirst = TimeSpan.FromSeconds(30);
    static readonly TimeSpan RefusedMax = TimeSpan.FromMinutes(15);
    static readonly TimeSpan AskedMax = TimeSpan.FromHours(1);

    /// <summary>After a failure that may pass: doubling from a second to a minute, or what the marketplace asks for.</summary>
    /// <param name="failures">How often in a row it has failed, this one included.</param>
    /// <param name="asked">What the marketplace asks for.</param>
    public static TimeSpan AfterFailure(int failures, TimeSpan? asked)
    {
        var wait = Doubled(FailedFirst, FailedMax, failures);
        return asked is not { } more || more <= wait ? wait : more < AskedMax ? more : AskedMax;
    }

    /// <summary>After a refusal: doubling from half a minute to a quarter of an hour.</summary>
    /// <param name="failures">How often in a row it has failed, this one included.</param>
    public static TimeSpan AfterRefusal(int failures) => Doubled(RefusedFirst, RefusedMax, failures);

    static TimeSpan Doubled(TimeSpan first, TimeSpan max, int failures) =>
        TimeSpan.FromSeconds(Math.Min(max.TotalSeconds, first.TotalSeconds * Math.Pow(2, failures - 1)));
}
