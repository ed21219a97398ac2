using System.Text.Json;
using Cartwright.Platform.Http;

namespace Cartwright.Imports;

/// <summary>How an import goes on, as server-sent events: <c>progress</c> with the import whenever something of it has changed, until it ends.</summary>
internal static class StreamImport
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static async Task<IResult> HandleAsync(Guid id, HttpContext context, ImportReader reader, TimeProvider time, CancellationToken cancellationToken) =>
        await reader.FindAsync(id, cancellationToken) is { } import
            ? await ServerSentEvents.AnswerAsync(context, time, (stream, cancelled) => NotifyAsync(import, stream, reader, time, cancelled))
            : Problems.NotFound("import");

    static async Task NotifyAsync(ImportView import, ServerSentEvents stream, ImportReader reader, TimeProvider time, CancellationToken cancellationToken)
    {
        var sent = "";
        var sentAt = time.GetTimestamp();
        using var timer = new PeriodicTimer(Pause, time);
        while (true)
        {
            var now = JsonSerializer.Serialize(import, ImportsJson.Default.ImportView);
            if (now != sent)
            {
                await stream.WriteAsync($"event: progress\ndata: {now}\n\n", cancellationToken);
                (sent, sentAt) = (now, time.GetTimestamp());
            }
            else if (time.GetElapsedTime(sentAt) >= ServerSentEvents.Heartbeat)
            {
                await stream.BeatAsync(cancellationToken);
                sentAt = time.GetTimestamp();
            }

            if (import.FinishedAt is not null || !await timer.WaitForNextTickAsync(cancellationToken)
                || await reader.FindAsync(import.Id, cancellationToken) is not { } next)
            {
                return;
            }

            import = next;
        }
    }
}
