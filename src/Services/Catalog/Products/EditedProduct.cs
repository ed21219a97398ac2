using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>A product that the transaction has locked for an edit.</summary>
internal sealed record EditedProduct(int Version, string Name, string? Slug, string[] Skus)
{
    sealed record Row(int Version, string Name, string? Slug);

    /// <summary>The SKU of a product with one variant.</summary>
    public string? OnlySku => Skus is [var only] ? only : null;

    /// <summary>Locks a product; null if it does not exist.</summary>
    public static async Task<EditedProduct?> LockAsync(UnitOfWork work, Guid id, CancellationToken cancellationToken)
    {
        var row = await work.QuerySingleOrDefaultAsync<Row>(
            "select version, name, slug from products where id = @id for update", new { id }, cancellationToken);
        if (row is null)
        {
            return null;
        }

        // Read after locking, so that the preceding edit is visible.
        var skus = await work.QueryAsync<string>("select sku from variants where product_id = @id order by position", new { id }, cancellationToken);
        return new(row.Version, row.Name, row.Slug, [.. skus]);
    }
}
