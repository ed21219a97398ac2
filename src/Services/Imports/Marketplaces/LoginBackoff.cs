namespace Cartwright.Imports;

/// <summary>The pause after a failed login.</summary>
internal static class LoginBackoff
{
    static readonly TimeSpan FailedFirst = TimeSpan.FromSeconds(1);
    static readonly TimeSpan FailedMax = TimeSpan.FromMinutes(1);

    // Providers lock accounts after a few wrong passwords in a row.
    static readonly TimeSpan RefusedFirst = TimeSpan.FromSeconds(30);
    static readonly TimeSpan RefusedMax = TimeSpan.FromMinutes(15);
    static readonly TimeSpan AskedMax = TimeSpan.FromHours(1);

    /// <summary>After a transient failure: doubles from 1 s to 1 min, or the pause that the marketplace asks for, up to 1 h.</summary>
    /// <param name="failures">The number of failures in a row, this one included.</param>
    /// <param name="asked">The pause that the marketplace asks for.</param>
    public static TimeSpan AfterFailure(int failures, TimeSpan? asked)
    {
        var wait = Doubled(FailedFirst, FailedMax, failures);
        return asked is not { } more || more <= wait ? wait : more < AskedMax ? more : AskedMax;
    }

    /// <summary>After rejected credentials: doubles from 30 s to 15 min.</summary>
    /// <param name="failures">The number of failures in a row, this one included.</param>
    public static TimeSpan AfterRefusal(int failures) => Doubled(RefusedFirst, RefusedMax, failures);

    static TimeSpan Doubled(TimeSpan first, TimeSpan max, int failures) =>
        TimeSpan.FromSeconds(Math.Min(max.TotalSeconds, first.TotalSeconds * Math.Pow(2, failures - 1)));
}
