using System.Text.Json;
using Cartwright.Platform.Http;

namespace Cartwright.Imports;

/// <summary>How an import goes on, as server-sent events.</summary>
internal static class StreamImport
{
    public static async Task<IResult> HandleAsync(Guid id, HttpContext context, ImportReader reader, TimeProvider time, CancellationToken cancellationToken) =>
        await reader.FindAsync(id, cancellationToken) is { } import
            ? await ProgressEvents.AnswerAsync(
                context, time, StateOf(import), async cancelled => await reader.FindAsync(id, cancelled) is { } next ? StateOf(next) : null)
            : Problems.NotFound("import");

    static (string Json, bool HasEnded) StateOf(ImportView import) => (JsonSerializer.Serialize(import, ImportsJson.Default.ImportView), import.FinishedAt is not null);
}
