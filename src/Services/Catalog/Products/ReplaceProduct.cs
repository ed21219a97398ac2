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
    // 100 variants of 20 parts; a longer request is refused.
    const int PartsMax = 2000;

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
        if (await EditedProduct.LockAsync(work, id, PartsOf(input), cancellationToken) is not { } current)
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

        BundleRules.CheckKinds(checkedInput, current.Kinds, (field, message) => errors.TryAdd(field, [message]));
        if (errors.Count > 0)
        {
            return Problems.Unprocessable(errors);
        }

        if (await NeededAsync(work, checkedInput, current, cancellationToken) is { } needed)
        {
            return needed;
        }

        var (drafts, unknown) = await ProductReferences.FindAsync(work, [checkedInput], _ => "", categories, cancellationToken);
        if (unknown is not null)
        {
            return unknown;
        }

        var draft = drafts[0] with { Slug = await SlugAsync(work, id, drafts[0].Name, current, cancellationToken) };

        IReadOnlyList<Guid> bundles;
        try
        {
            bundles = await ProductStore.ReplaceAsync(work, [(draft, current.Version)], cancellationToken);
        }
        catch (PostgresException error) when (error is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "variants_sku" })
        {
            await work.DisposeAsync();
            return await CreateProducts.TakenAsync(database, [draft], _ => "", cancellationToken);
        }

        var row = (await work.QueryAsync<ProductRow>(ProductRow.ByIds, new { ids = new[] { id } }, cancellationToken))[0];
        await work.CommitAsync(cancellationToken);
        await work.DisposeAsync();
        await cache.ProductsChangedAsync([id, .. bundles]);
        request.HttpContext.Response.Headers.ETag = Preconditions.ETag(row.Version, CatalogCache.Revision(row.Revision));
        return TypedResults.Ok(row.ToResponse());
    }

    // What is no SKU is found out by the rules.
    static string[] PartsOf(ProductRequest input) =>
        [.. (input.Variants ?? []).SelectMany(v => v?.Parts ?? []).Select(p => p?.Sku).Where(ProductRules.IsSku).OfType<string>().Take(PartsMax).Distinct()];

    // Asked only where a bundle could lose its part.
    static async Task<ProblemHttpResult?> NeededAsync(UnitOfWork work, ProductDraft draft, EditedProduct current, CancellationToken cancellationToken)
    {
        var removed = current.Skus.Except(draft.Variants.Select(v => v.Sku)).ToList();
        if (removed.Count == 0 && draft.Currency == current.Currency)
        {
            return null;
        }

        var needs = await BundleReferences.NeedsAsync(work, [draft.Id], cancellationToken);
        return removed.FirstOrDefault(needs.Contains) is { } part
            ? Problems.Conflict($"The SKU {part} is a part of the bundles {BundleRules.Names([.. needs[part]])}, and must stay.")
            : draft.Currency != current.Currency && needs.Count > 0
                ? Problems.Unprocessable("currency", $"The bundles {BundleRules.Names(needs.SelectMany(n => n).ToHashSet())} need a part in {current.Currency}.")
                : null;
    }

    static async Task<string> SlugAsync(UnitOfWork work, Guid id, string name, EditedProduct current, CancellationToken cancellationToken) =>
        (await ProductSlugs.OfEditedAsync(work, [new(id, name, current.Name, current.Slug)], [], cancellationToken))[0];
}
