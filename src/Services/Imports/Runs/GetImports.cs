using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Imports;

/// <summary>Shows imports: one, or all of them.</summary>
internal static class GetImports
{
    public static async Task<Results<Ok<ImportView>, ProblemHttpResult>> OneAsync(Guid id, ImportReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(id, cancellationToken) is { } import ? TypedResults.Ok(import) : Problems.NotFound("import");

    public static async Task<Results<Ok<ImportList>, ProblemHttpResult>> ListAsync(
        ImportReader reader, MarketplaceDirectory marketplaces, CancellationToken cancellationToken,
        string? marketplace = null, int limit = 20, string? cursor = null)
    {
        if (limit is < 1 or > 100)
        {
            return Problems.Invalid("limit", "The limit must be 1 to 100.");
        }

        if (marketplace is not null && marketplaces.Find(marketplace) is null)
        {
            return Problems.Invalid("marketplace", "There is no such marketplace.");
        }

        if (!PageCursor.TryDecode(cursor, out var before))
        {
            return Problems.Invalid("cursor", "This is not a cursor of this list.");
        }

        var imports = await reader.ListAsync(marketplace, before, limit, cancellationToken);
        return TypedResults.Ok(new ImportList(imports, imports.Count == limit ? PageCursor.Encode(imports[^1].Id) : null));
    }
}
