using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Imports;

/// <summary>Cancels an import: its open chunks stop at once, and their unsaved work is discarded. Saved orders stay.</summary>
internal static class CancelImport
{
    public static async Task<Results<Ok<ImportView>, ProblemHttpResult>> HandleAsync(
        Guid id, Database database, ImportReader reader, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        if (await work.QuerySingleOrDefaultAsync<string>("select status from imports where id = @id for update", new { id }, cancellationToken) is not { } status)
        {
            return Problems.NotFound("import");
        }

        if (status is not ("planning" or "running" or "cancelled"))
        {
            return Problems.Conflict($"The import is {status}. Only one that is under way can be cancelled.");
        }

        if (status != "cancelled")
        {
            await work.ExecuteAsync(
                "update imports set status = 'cancelled', finished_at = now(), due_at = null, open_chunks = 0 where id = @id", new { id }, cancellationToken);
            await work.ExecuteAsync(
                """
                update import_chunks set state = 'stopped', due_at = null, owner = null, fence = fence + 1
                where import_id = @id and state in ('ready', 'running', 'parked')
                """,
                new { id },
                cancellationToken);
            await work.CommitAsync(cancellationToken);
        }

        return TypedResults.Ok(await reader.FindAsync(id, cancellationToken));
    }
}
