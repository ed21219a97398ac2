using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Cartwright.Tests.Shops;

namespace Cartwright.Faults;

/// <summary>Requests of somebody who knows that a shop in a storm does not answer every one.</summary>
public static class WithRetries
{
    /// <summary>How long to wait before asking again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Asks once.</summary>
    /// <returns>The answer, null if there was none.</returns>
    public static async Task<Answer?> TryAsync(Func<Task<Answer>> ask)
    {
        try
        {
            return await ask();
        }
        // The client lets the error of a socket through bare whose other end dies at the moment of the connection.
        catch (Exception unanswered) when (unanswered is HttpRequestException or TaskCanceledException or SocketException)
        {
            return null;
        }
    }

    /// <summary>Whether an answer says properly that the shop is out of order for a moment: 502, 503 or 504 with a problem.</summary>
    public static bool IsOutage(Answer answer) =>
        answer.Status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
        && answer.Response.Content.Headers.ContentType?.MediaType == "application/problem+json";

    /// <summary>Asks what can do no harm when it is asked twice, until it is answered by something other than an outage.</summary>
    public static async Task<Answer> AskAsync(Func<Task<Answer>> ask)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Pause);
        Answer? answer;
        while ((answer = await TryAsync(ask)) is null || IsOutage(answer))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < ProcessFaults.Timeout, $"There is no answer, at last {answer?.Status} {answer?.Body}");
            await timer.WaitForNextTickAsync();
        }

        return answer;
    }
}
