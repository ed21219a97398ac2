using System.Net;

namespace Cartwright.Platform.Clients;

/// <summary>Recognises transient failures and reads <c>Retry-After</c>.</summary>
public static class TransientFailure
{
    /// <summary>Whether a status means that the same request may succeed later.</summary>
    public static bool Is(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    /// <summary>Reads the header <c>Retry-After</c> (RFC 9110, 10.2.3), in seconds or as a date; null if it is missing or unreadable.</summary>
    /// <param name="response">The response.</param>
    /// <param name="now">The present, used if the response has no <c>Date</c>.</param>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        // By the clock of the sender, which may differ from ours.
        { Date: { } date } when date - (response.Headers.Date ?? now) is var wait => wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };
}
