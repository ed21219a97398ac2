using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Cartwright.Imports;

/// <summary>A request for an import.</summary>
/// <param name="Marketplace">The name of the marketplace.</param>
/// <param name="Scope"><c>all</c>: everything that the marketplace offers, which is the default; <c>new</c>: what has not been imported yet.</param>
public sealed record StartImportRequest(
    [property: StringLength(40, MinimumLength = 1)] string Marketplace,
    [property: AllowedValues(null, "all", "new", ErrorMessage = "The scope must be all or new.")] string? Scope = null);

/// <summary>Starts an import. It answers at once; an instance asks the marketplace for the range in the background.</summary>
internal static class StartImport
{
    const string OneActive = "imports_one_active";

    public static async Task<Results<Created<ImportView>, ProblemHttpResult>> HandleAsync(
        StartImportRequest request, ClaimsPrincipal user, MarketplaceDirectory marketplaces, ImportReader reader, PlanImports plans, Database database,
        CancellationToken cancellationToken)
    {
        if (marketplaces.Find(request.Marketplace) is not { } marketplace)
        {
            return Problems.Invalid("marketplace", "There is no such marketplace.");
        }

        await marketplaces.Client(marketplace.Name).ClearRefusalAsync(cancellationToken);
        try
        {
            var import = await CreateAsync(database, marketplace, request.Scope ?? "all", user.IdOrNull(), cancellationToken);
            plans.Offer(import);
            return TypedResults.Created($"/api/imports/{import.Id}", await reader.FindAsync(import.Id, cancellationToken));
        }
        catch (PostgresException error) when (error is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: OneActive })
        {
            return Problems.Conflict("An import from this marketplace is under way. Wait for it, or cancel it.");
        }
    }

    /// <summary>Writes an import and claims its planning, which the caller offers.</summary>
    /// <exception cref="PostgresException">Another import of the marketplace is running.</exception>
    public static async Task<PlannedImport> CreateAsync(
        Database database, Marketplace marketplace, string scope, Guid? requestedBy, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(cancellationToken);
        await work.ExecuteAsync(
            """
            insert into imports (id, marketplace, scope, status, chunk_size, requested_by, attempts, due_at, created_at, progress_at)
            select @id, id, @scope, 'planning', @ChunkSize, @requestedBy, 1, now() + @Lease, now(), now() from marketplaces where name = @Name
            """,
            new { id, scope, marketplace.ChunkSize, requestedBy, marketplace.Name, PlanImports.Lease },
            cancellationToken);
        // The insert may have waited for the end of the import before. Only a statement after it sees where that one ended.
        var import = await work.QuerySingleOrDefaultAsync<PlannedImport>(
            """
            select i.id, m.name as marketplace, i.scope, i.chunk_size, m.next_index, i.requested_by is null as is_scheduled, i.attempts
            from imports i join marketplaces m on m.id = i.marketplace where i.id = @id
            """,
            new { id },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        return import!;
    }
}
