using System.Net;

namespace Cartwright.Platform.Clients;

/// <summary>A call failed in a way that may pass: the same call may succeed later.</summary>
/// <param name="reason">What went wrong.</param>
/// <param name="retryAfter">How long the other side, or who speaks for it here, asks to be left alone; null when nobody asked.</param>
/// <param name="cause">The error behind it.</param>
public sealed class TransientFailureException(string reason, TimeSpan? retryAfter = null, Exception? cause = null) : Exception(reason, cause)
{
    /// <summary>How long to leave the other side alone; null when nobody asked for it.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Whether it is one because there was no answer in time.</summary>
    public bool IsTimeout { get; init; }
}

/// <summary>Which answers are failures that may pass, and when to come again.</summary>
public static class TransientFailure
{
    /// <summary>Whether a status says that the same request may succeed later.</summary>
    public static bool Is(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    /// <summary>What the header <c>Retry-After</c> says (RFC 9110, 10.2.3), be it seconds or a date; null when it is missing or unreadable.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="now">The present, for when the answer does not tell the date at the other side.</param>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        // By the clock that the date was read from; it need not agree with ours.
        { Date: { } date } when date - (response.Headers.Date ?? now) is var wait => wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };
}
