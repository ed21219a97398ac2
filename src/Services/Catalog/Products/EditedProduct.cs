using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>A product that the transaction has locked for an edit.</summary>
internal sealed record EditedProduct(int Version, string Name, string? Slug, string Currency, string[] Skus, IReadOnlySet<string> Bundles)
{
    sealed record Row(Guid Id, int Version, string Name, string? Slug, string Currency);

    sealed record Variant(string Sku, bool IsBundle);

    /// <summary>The SKU of a product with one variant.</summary>
    public string? OnlySku => Skus is [var only] ? only : null;

    /// <summary>Whether a SKU of the product is a bundle, by SKU.</summary>
    public IReadOnlyDictionary<string, bool> Kinds => Skus.ToDictionary(sku => sku, Bundles.Contains);

    /// <summary>Locks a product, with the bundles that need its variants; null if it does not exist.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="id">The product.</param>
    /// <param name="parts">The SKUs of parts that it gets, whose products are locked as well.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<EditedProduct?> LockAsync(UnitOfWork work, Guid id, string[] parts, CancellationToken cancellationToken)
    {
        var locked = await work.QueryAsync<Row>(
            $"select id, version, name, slug, currency from products where id in ({BundleLocks.Ids}) order by id for update",
            new { ids = new[] { id }, parts },
            cancellationToken);
        if (locked.FirstOrDefault(row => row.Id == id) is not { } row)
        {
            return null;
        }

        // Read after locking, so that the preceding edit is visible.
        var variants = await work.QueryAsync<Variant>("select sku, is_bundle from variants where product_id = @id order by position", new { id }, cancellationToken);
        return new(row.Version, row.Name, row.Slug, row.Currency, [.. variants.Select(v => v.Sku)], variants.Where(v => v.IsBundle).Select(v => v.Sku).ToHashSet());
    }
}
