using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Cartwright.Catalog;

/// <summary>Products to add in one transaction.</summary>
/// <param name="Items">1 to 500 products.</param>
public sealed record CreateProductsRequest([property: Required, Length(1, 500)] IReadOnlyList<ProductRequest> Items);

/// <summary>A product that was added.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Skus">Its SKUs, in the order of its variants.</param>
public sealed record CreatedProductResponse(Guid Id, IReadOnlyList<string> Skus);

/// <summary>The products that were added.</summary>
/// <param name="Items">In the order of the request.</param>
public sealed record CreateProductsResponse(IReadOnlyList<CreatedProductResponse> Items);

/// <summary>Adds one product, or many in one transaction.</summary>
internal static class CreateProducts
{
    /// <summary>The largest batch, in bytes.</summary>
    public const int BatchBytesMax = 8 * 1024 * 1024;

    /// <summary>Adds one product.</summary>
    public static async Task<Results<Created<ProductResponse>, ProblemHttpResult>> OneAsync(
        ProductRequest input, HttpResponse response, Database database, CatalogCache cache, IOptions<ShopSettings> shop, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        if (ProductRules.Check(Guid.CreateVersion7(), input, shop.Value.Currency, errors) is not { } draft)
        {
            return Problems.Invalid(errors);
        }

        await using var work = await database.BeginAsync(cancellationToken);
        if (await AddAsync(work, [draft], _ => "", database, cancellationToken) is { } problem)
        {
            return problem;
        }

        var row = (await work.QueryAsync<ProductRow>(ProductRow.ByIds, new { ids = new[] { draft.Id } }, cancellationToken))[0];
        await work.CommitAsync(cancellationToken);
        await work.DisposeAsync();
        await cache.ProductsChangedAsync();
        response.Headers.ETag = Preconditions.ETag(row.Version, CatalogCache.Revision(row.Revision));
        return TypedResults.Created($"/api/products/{draft.Id}", row.ToResponse());
    }

    /// <summary>Adds many products.</summary>
    public static async Task<Results<Created<CreateProductsResponse>, ProblemHttpResult>> ManyAsync(
        CreateProductsRequest batch, Database database, CatalogCache cache, IOptions<ShopSettings> shop, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        var drafts = new List<ProductDraft>(batch.Items.Count);
        for (var i = 0; i < batch.Items.Count; i++)
        {
            if (batch.Items[i] is not { } input)
            {
                errors[$"items[{i}]"] = ["A product is needed here."];
            }
            else if (ProductRules.Check(Guid.CreateVersion7(), input, shop.Value.Currency, errors, $"items[{i}].") is { } draft)
            {
                drafts.Add(draft);
            }
        }

        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var repeated = Fields(drafts, Prefix).GroupBy(f => f.Sku).FirstOrDefault(g => g.Count() > 1);
        if (repeated is not null)
        {
            return Problems.Invalid(repeated.Last().Field, "Another product of the request has the same SKU.");
        }

        await using var work = await database.BeginAsync(cancellationToken);
        if (await AddAsync(work, drafts, Prefix, database, cancellationToken) is { } problem)
        {
            return problem;
        }

        await work.CommitAsync(cancellationToken);
        await work.DisposeAsync();
        await cache.ProductsChangedAsync();
        return TypedResults.Created(
            (string?)null, new CreateProductsResponse([.. drafts.Select(d => new CreatedProductResponse(d.Id, [.. d.Variants.Select(v => v.Sku)]))]));
    }

    /// <summary>The problem of SKUs that other products have. Reads outside of the transaction, which the unique violation has aborted.</summary>
    public static async Task<ProblemHttpResult> TakenAsync(
        Database database, IReadOnlyList<ProductDraft> drafts, Func<int, string> prefix, CancellationToken cancellationToken)
    {
        var fields = Fields(drafts, prefix).ToList();
        var taken = (await database.QueryAsync<string>(
            "select sku from variants where sku = any (@skus) and product_id <> all (@ids)",
            new { skus = fields.Select(f => f.Sku).ToArray(), ids = drafts.Select(d => d.Id).ToArray() },
            cancellationToken)).ToHashSet();
        var (field, sku) = fields.FirstOrDefault(f => taken.Contains(f.Sku), fields[0]);
        return Problems.Taken(field, $"Another product has the SKU {sku}.");
    }

    static async Task<ProblemHttpResult?> AddAsync(
        UnitOfWork work, IReadOnlyList<ProductDraft> drafts, Func<int, string> prefix, Database database, CancellationToken cancellationToken)
    {
        var (complete, unknown) = await ProductReferences.FindAsync(work, drafts, prefix, categories: null, cancellationToken);
        if (unknown is not null)
        {
            return unknown;
        }

        try
        {
            await ProductStore.AddAsync(work, complete, cancellationToken);
            return null;
        }
        catch (PostgresException error) when (error is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "variants_sku" })
        {
            await work.DisposeAsync();
            return await TakenAsync(database, drafts, prefix, cancellationToken);
        }
    }

    static string Prefix(int index) => $"items[{index}].";

    static IEnumerable<(string Field, string Sku)> Fields(IReadOnlyList<ProductDraft> drafts, Func<int, string> prefix) =>
        drafts.SelectMany((draft, i) => draft.Variants.Select(v => (prefix(i) + v.SkuField, v.Sku)));
}
