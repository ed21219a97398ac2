using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Imports;

/// <summary>Shows imports: one, or all of them.</summary>
internal static class GetImports
{
    public static async Task<Results<Ok<ImportView>, ProblemHttpResult>> OneAsync(Guid id, ImportReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(id, cancellationToken) is { } import ? TypedResults.Ok(import) : Problems.NotFound("import");

    public static async Task<Results<Ok<ImportList>, ProblemHttpResult>> ListAsync(
        ImportReader reader, MarketplaceDirectory marketplaces, [AsParameters] PageRequest request, CancellationToken cancellationToken, string? marketplace = null)
    {
        if ((request.Read(out Page<Guid> page) ?? ChosenMarketplace.Check(marketplace, marketplaces)) is { } problem)
        {
            return problem;
        }

        var (imports, nextCursor) = page.Cut(await reader.ListAsync(marketplace, page, cancellationToken), import => import.Id);
        return TypedResults.Ok(new ImportList(imports, nextCursor));
    }
}
