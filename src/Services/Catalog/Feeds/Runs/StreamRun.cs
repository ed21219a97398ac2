using System.Text.Json;
using Cartwright.Platform.Http;

namespace Cartwright.Catalog.Feeds;

/// <summary>How a run goes on, as server-sent events.</summary>
internal static class StreamRun
{
    public static async Task<IResult> HandleAsync(
        string code, Guid id, HttpContext context, RunReader runs, TimeProvider time, CancellationToken cancellationToken) =>
        FeedRules.IsCode(code) && await runs.FindAsync(code, id, cancellationToken) is { } run
            ? await ProgressEvents.AnswerAsync(
                context, time, StateOf(run), async cancelled => await runs.FindAsync(code, id, cancelled) is { } next ? StateOf(next) : null)
            : Problems.NotFound("run");

    static (string Json, bool HasEnded) StateOf(FeedRunResponse run) => (JsonSerializer.Serialize(run, CatalogJson.Default.FeedRunResponse), run.FinishedAt is not null);
}
