namespace Cartwright.Catalog;

/// <summary>
/// The products that an edit locks, in the order of their ids: those that it edits (<c>@ids</c>), those of the parts that they name (<c>@parts</c>), and those of the bundles
/// that need their variants, which the edit writes as well. One order for all of them, so that an edit of a bundle and one of its part do not deadlock.
/// </summary>
internal static class BundleLocks
{
    /// <summary>Selects the ids.</summary>
    public const string Ids =
        """
        select unnest(@ids::uuid[])
        union
        select product_id from variants where sku = any (@parts::text[])
        union
        select bundle.product_id
        from variants part join bundle_parts b on b.sku = part.sku join variants bundle on bundle.id = b.variant_id
        where part.product_id = any (@ids::uuid[])
        """;
}
