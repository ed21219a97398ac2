using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Cartwright.Imports;

/// <summary>Resumes a cancelled or failed import with its chunks that are not done.</summary>
internal static class ResumeImport
{
    sealed record Stopped(string Status, string Marketplace);

    public static async Task<Results<Ok<ImportView>, ProblemHttpResult>> HandleAsync(
        Guid id, MarketplaceDirectory marketplaces, Database database, ImportReader reader, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        if (await work.QuerySingleOrDefaultAsync<Stopped>(
            "select i.status, m.name as marketplace from imports i join marketplaces m on m.id = i.marketplace where i.id = @id for update of i",
            new { id },
            cancellationToken) is not var (status, marketplace))
        {
            return Problems.NotFound("import");
        }

        if (marketplaces.Find(marketplace) is null)
        {
            return Problems.Conflict($"The marketplace {marketplace} is not configured any more.");
        }

        if (status is not ("failed" or "cancelled"))
        {
            return Problems.Conflict($"The import is {status}. Only one that failed or was cancelled can be resumed.");
        }

        try
        {
            await ReopenAsync(work, id, cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Problems.Conflict("Another import from this marketplace is under way. Wait for it, or cancel it.");
        }

        await marketplaces.Client(marketplace).ClearRefusalAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
        return TypedResults.Ok(await reader.FindAsync(id, cancellationToken));
    }

    // An import that ended before its range was known is planned again.
    static async Task ReopenAsync(UnitOfWork work, Guid id, CancellationToken cancellationToken)
    {
        var open = await work.ExecuteAsync(
            """
            update import_chunks set state = 'ready', due_at = now(), attempts = 0, incomplete = 0, reason = null, finished_at = null
            where import_id = @id and state in ('stopped', 'failed')
            """,
            new { id },
            cancellationToken);
        await work.ExecuteAsync(
            """
            update imports
            set status = case when @open > 0 then 'running' else 'planning' end, due_at = case when @open > 0 then null else now() end,
                open_chunks = @open, finished_at = null, reason = null, attempts = 0, progress_at = now()
            where id = @id
            """,
            new { id, open },
            cancellationToken);
    }
}
