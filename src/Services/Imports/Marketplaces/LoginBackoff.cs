using Cartwright.Platform.Jobs;

namespace Cartwright.Imports;

/// <summary>The pause after a failed login.</summary>
internal static class LoginBackoff
{
    static readonly Backoff Failed = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    // Providers lock accounts after a few wrong passwords in a row.
    static readonly Backoff Refused = new(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15));
    static readonly TimeSpan AskedMax = TimeSpan.FromHours(1);

    /// <summary>After a transient failure: doubles from 1 s to 1 min, or the pause that the marketplace asks for, up to 1 h.</summary>
    /// <param name="failures">The number of failures in a row, this one included.</param>
    /// <param name="asked">The pause that the marketplace asks for.</param>
    public static TimeSpan AfterFailure(int failures, TimeSpan? asked)
    {
        var wait = Failed.After(failures);
        return asked is not { } more || more <= wait ? wait : more < AskedMax ? more : AskedMax;
    }

    /// <summary>After rejected credentials: doubles from 30 s to 15 min.</summary>
    /// <param name="failures">The number of failures in a row, this one included.</param>
    public static TimeSpan AfterRefusal(int failures) => Refused.After(failures);
}
