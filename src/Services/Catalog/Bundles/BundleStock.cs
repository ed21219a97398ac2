using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>
/// Stores the units of bundles beside those of other SKUs: as many as the scarcest part allows, and none while the product of a part is inactive. Who changes the units
/// of a part locks its row first, and then the rows of its bundles: of two transactions that change two parts of a bundle, the second sees what the first has committed.
/// </summary>
internal static class BundleStock
{
    /// <summary>Computes the units of bundles.</summary>
    /// <param name="condition">A condition on <c>b.variant_id</c>; empty for all bundles.</param>
    public static string Units(string condition) =>
        $"""
        select b.variant_id, min(case when whole.active then greatest(0, coalesce(s.available, 0)) / b.quantity else 0 end) as units
        from bundle_parts b join variants part on part.sku = b.sku join products whole on whole.id = part.product_id left join stock s on s.sku = b.sku
        {condition}
        group by b.variant_id
        """;

    /// <summary>Locks the rows of parts that bundles have gained. A part that nobody has counted has none yet.</summary>
    public static async Task LockPartsAsync(UnitOfWork work, string[] parts, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            """
            insert into stock (sku, available, told_at) select sku, 0, '-infinity'::timestamptz from unnest(@parts) as p (sku) order by sku collate "C"
            on conflict do nothing
            """,
            new { parts },
            cancellationToken);
        await work.ExecuteAsync("""select from stock where sku = any (@parts) order by sku collate "C" for update""", new { parts }, cancellationToken);
    }

    /// <summary>Computes the units of bundles again, of SKUs that the transaction may have changed.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="bundles">The SKUs of the bundles.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The products of those that changed.</returns>
    public static async Task<IReadOnlyList<Guid>> WriteAsync(UnitOfWork work, string[] bundles, CancellationToken cancellationToken)
    {
        // No event of inventory is as new: the SKU may have had stock before it became one of a bundle.
        await work.ExecuteAsync(
            """
            insert into stock (sku, available, told_at) select sku, 0, 'infinity'::timestamptz from unnest(@bundles) as b (sku) order by sku collate "C"
            on conflict do nothing
            """,
            new { bundles },
            cancellationToken);
        await work.ExecuteAsync("""select from stock where sku = any (@bundles) order by sku collate "C" for update""", new { bundles }, cancellationToken);
        return await work.QueryAsync<Guid>(
            $"""
            with changed as (
                update stock s set available = u.units, told_at = 'infinity', revision = s.revision + 1
                from variants v join ({Units("where b.variant_id in (select id from variants where sku = any (@bundles))")}) u on u.variant_id = v.id
                where s.sku = v.sku and v.sku = any (@bundles) and (s.available, s.told_at) is distinct from (u.units, 'infinity'::timestamptz)
                returning v.product_id
            )
            select distinct product_id from changed
            """,
            new { bundles },
            cancellationToken);
    }
}
