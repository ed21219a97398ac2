using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Cartwright.Catalog;

/// <summary>Replaces a product if its version is still the one in <c>If-Match</c>.</summary>
internal static class ReplaceProduct
{
    public static async Task<Results<Ok<ProductResponse>, ProblemHttpResult>> HandleAsync(
        Guid id, ProductRequest input, HttpRequest request, Database database, CatalogCache cache, IOptions<ShopSettings> shop, CancellationToken cancellationToken)
    {
        if (Preconditions.Read(request).Problem is { } unconditional)
        {
            return unconditional;
        }

        await using var work = await database.BeginAsync(cancellationToken);
        // Before the product: an edit of the category locks in this order.
        var categories = await CategorySlugs.LockAsync(work, [.. (input.Categories ?? []).Append(input.Category).Where(c => c is not null && Slug.IsSlug(c))], cancellationToken);
        if (await EditedProduct.LockAsync(work, id, cancellationToken) is not { } current)
        {
            return Problems.NotFound("product");
        }

        if (Preconditions.Check(request, current.Version) is { } stale)
        {
            return stale;
        }

        var errors = new Dictionary<string, string[]>();
        if (ProductRules.Check(id, input, shop.Value.Currency, errors, currentSku: current.OnlySku) is not { } checkedInput)
        {
            return Problems.Invalid(errors);
        }

        var (drafts, unknown) = await ProductReferences.FindAsync(work, [checkedInput], _ => "", categories, cancellationToken);
        if (unknown is not null)
        {
            return unknown;
        }

        var draft = drafts[0] with { Slug = await SlugAsync(work, id, drafts[0].Name, current, cancellationToken) };

        try
        {
            await ProductStore.ReplaceAsync(work, [(draft, current.Version)], cancellationToken);
        }
        catch (PostgresException error) when (error is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "variants_sku" })
        {
            await work.DisposeAsync();
            return await CreateProducts.TakenAsync(database, [draft], _ => "", cancellationToken);
        }

        var row = (await work.QueryAsync<ProductRow>(ProductRow.ByIds, new { ids = new[] { id } }, cancellationToken))[0];
        await work.CommitAsync(cancellationToken);
        await work.DisposeAsync();
        await cache.ProductChangedAsync(id);
        request.HttpContext.Response.Headers.ETag = Preconditions.ETag(row.Version, CatalogCache.Revision(row.Revision));
        return TypedResults.Ok(row.ToResponse());
    }

    static async Task<string> SlugAsync(UnitOfWork work, Guid id, string name, EditedProduct current, CancellationToken cancellationToken) =>
        (await ProductSlugs.OfEditedAsync(work, [new(id, name, current.Name, current.Slug)], [], cancellationToken))[0];
}
