namespace Cartwright.Platform.Http;

/// <summary>The progress of long work as server-sent events: <c>progress</c> with its state whenever something of it has changed, until it ends.</summary>
public static class ProgressEvents
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Answers a request with the states of the work.</summary>
    /// <param name="context">The request.</param>
    /// <param name="time">The clock.</param>
    /// <param name="first">The state at the beginning, as JSON, and whether the work has ended.</param>
    /// <param name="next">Reads the state, twice a second; null if the work is gone, which ends the response.</param>
    public static Task<IResult> AnswerAsync(
        HttpContext context, TimeProvider time, (string Json, bool HasEnded) first, Func<CancellationToken, Task<(string Json, bool HasEnded)?>> next) =>
        ServerSentEvents.AnswerAsync(context, time, (stream, cancelled) => WriteAsync(stream, time, first, next, cancelled));

    static async Task WriteAsync(
        ServerSentEvents stream, TimeProvider time, (string Json, bool HasEnded) state, Func<CancellationToken, Task<(string Json, bool HasEnded)?>> next,
        CancellationToken cancellationToken)
    {
        var sent = "";
        var sentAt = time.GetTimestamp();
        using var timer = new PeriodicTimer(Pause, time);
        while (true)
        {
            if (state.Json != sent)
            {
                await stream.WriteAsync($"event: progress\ndata: {state.Json}\n\n", cancellationToken);
                (sent, sentAt) = (state.Json, time.GetTimestamp());
            }
            else if (time.GetElapsedTime(sentAt) >= ServerSentEvents.Heartbeat)
            {
                await stream.BeatAsync(cancellationToken);
                sentAt = time.GetTimestamp();
            }

            if (state.HasEnded || !await timer.WaitForNextTickAsync(cancellationToken) || await next(cancellationToken) is not { } changed)
            {
                return;
            }

            state = changed;
        }
    }
}
