using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>A product that a transaction holds locked in order to edit it.</summary>
internal sealed record EditedProduct(int Version, string[] Skus)
{
    /// <summary>The SKU of a product that has but one.</summary>
    public string? OnlySku => Skus is [var only] ? only : null;

    /// <summary>Locks a product; null when there is none.</summary>
    public static async Task<EditedProduct?> LockAsync(UnitOfWork work, Guid id, CancellationToken cancellationToken)
    {
        var version = await work.QuerySingleOrDefaultAsync<int?>("select version from products where id = @id for update", new { id }, cancellationToken);
        if (version is null)
        {
            return null;
        }

        // Read after the lock is held, so that what an edit just before it wrote is seen.
        var skus = await work.QueryAsync<string>("select sku from variants where product_id = @id order by position", new { id }, cancellationToken);
        return new(version.Value, [.. skus]);
    }
}
