using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Catalog;

/// <summary>Deletes a product. Orders hold copies of its name and price, so nothing refers to its row.</summary>
internal static class DeleteProduct
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, HttpRequest request, Database database, CatalogCache cache, CancellationToken cancellationToken)
    {
        if (Preconditions.Read(request).Problem is { } unconditional)
        {
            return unconditional;
        }

        await using var work = await database.BeginAsync(cancellationToken);
        if (await EditedProduct.LockAsync(work, id, [], cancellationToken) is not { } current)
        {
            return Problems.NotFound("product");
        }

        if (Preconditions.Check(request, current.Version) is { } stale)
        {
            return stale;
        }

        if ((await BundleReferences.NeedsAsync(work, [id], cancellationToken)).SelectMany(need => need).ToHashSet() is { Count: > 0 } bundles)
        {
            return Problems.Conflict($"The product is a part of the bundles {BundleRules.Names(bundles)}. Change or delete these first, or deactivate the product.");
        }

        // A bundle has units here alone: another product may have its SKU later.
        await work.ExecuteAsync(
            """
            with bundles as (
                delete from stock s using variants v where v.product_id = @id and v.is_bundle and s.sku = v.sku
            )
            delete from products where id = @id
            """,
            new { id },
            cancellationToken);
        work.Publish(new ProductDeleted(id, current.Skus));
        await work.CommitAsync(cancellationToken);
        await work.DisposeAsync();
        await cache.ProductChangedAsync(id);
        return TypedResults.NoContent();
    }
}
