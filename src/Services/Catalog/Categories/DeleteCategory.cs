using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Catalog;

/// <summary>Deletes a category that has neither products, active or not, nor categories below it.</summary>
internal static class DeleteCategory
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        string slug, HttpRequest request, Database database, CatalogCache cache, CancellationToken cancellationToken)
    {
        if (Preconditions.Read(request).Problem is { } unconditional)
        {
            return unconditional;
        }

        await using var work = await database.BeginAsync(cancellationToken);
        if (!Slug.IsSlug(slug) || await EditedCategory.LockAsync(work, slug, cancellationToken) is not { } current)
        {
            return Problems.NotFound("category");
        }

        if (Preconditions.Check(request, current.Version) is { } stale)
        {
            return stale;
        }

        // The lock of the category keeps out products that are being added to it.
        if (await work.QuerySingleOrDefaultAsync<bool>(
            """
            select exists (select from categories where parent = @slug) or exists (select from products where category = @slug)
                or exists (select from product_categories where category = @slug)
            """,
            new { slug },
            cancellationToken))
        {
            return Problems.Conflict("The category has products or categories below it. Move them elsewhere first.");
        }

        await work.ExecuteAsync("delete from categories where id = @Id", new { current.Id }, cancellationToken);
        work.Publish(new CategoryDeleted(current.Id, slug));
        await work.CommitAsync(cancellationToken);
        await work.DisposeAsync();
        await cache.CategoryChangedAsync();
        return TypedResults.NoContent();
    }
}
