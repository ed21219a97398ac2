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
        if (await EditedProduct.LockAsync(work, id, cancellationToken) is not { } current)
        {
            return Problems.NotFound("product");
        }

        if (Preconditions.Check(request, current.Version) is { } stale)
        {
            return stale;
        }

        await work.ExecuteAsync("delete from products where id = @id", new { id }, cancellationToken);
        work.Publish(new ProductDeleted(id, current.Skus));
        await work.CommitAsync(cancellationToken);
        await work.DisposeAsync();
        await cache.ProductChangedAsync(id);
        return TypedResults.NoContent();
    }
}
