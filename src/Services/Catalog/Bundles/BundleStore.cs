using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>
/// Writes bundles: their parts, and what follows from an edit of a part. Products without bundles cost one statement when they are replaced, and none when they are added.
/// </summary>
internal static class BundleStore
{
    sealed record Computed(Guid VariantId, string Sku, string Currency, decimal? DiscountPercent, decimal Price, decimal Sum, int WeightGrams);

    sealed record Affected(Guid ProductId, string Sku);

    /// <summary>Writes the parts and units of bundles whose variants are stored.</summary>
    public static async Task WriteAsync(UnitOfWork work, IReadOnlyList<VariantDraft> bundles, CancellationToken cancellationToken)
    {
        if (bundles.Count == 0)
        {
            return;
        }

        var skus = bundles.Select(b => b.Sku).ToArray();
        await work.ExecuteAsync("delete from bundle_parts where variant_id in (select id from variants where sku = any (@skus))", new { skus }, cancellationToken);
        var parts = bundles.SelectMany(b => b.Parts.Select((p, i) => (Bundle: b.Sku, Position: i, Part: p))).OrderBy(p => p.Part.Sku, StringComparer.Ordinal).ToList();
        await work.ExecuteAsync(
            """
            insert into bundle_parts (variant_id, position, sku, quantity)
            select v.id, i.position, i.sku, i.quantity
            from unnest(@bundles, @positions, @parts, @quantities) as i (bundle, position, sku, quantity) join variants v on v.sku = i.bundle
            """,
            new
            {
                bundles = parts.Select(p => p.Bundle).ToArray(),
                positions = parts.Select(p => p.Position).ToArray(),
                parts = parts.Select(p => p.Part.Sku).ToArray(),
                quantities = parts.Select(p => p.Part.Quantity).ToArray(),
            },
            cancellationToken);
        await BundleStock.LockPartsAsync(work, [.. parts.Select(p => p.Part.Sku).Distinct()], cancellationToken);
        await BundleStock.WriteAsync(work, skus, cancellationToken);
    }

    /// <summary>
    /// Writes the bundles of other products that need variants of products which the transaction has edited: prices, weights, units and the version, because a bundle
    /// shows its parts. Publishes <c>product.updated</c> of them.
    /// </summary>
    /// <returns>Their products.</returns>
    public static async Task<IReadOnlyList<Guid>> WriteOthersAsync(UnitOfWork work, Guid[] edited, CancellationToken cancellationToken)
    {
        var affected = await work.QueryAsync<Affected>(
            """
            select distinct bundle.product_id, bundle.sku
            from variants part join bundle_parts b on b.sku = part.sku join variants bundle on bundle.id = b.variant_id
            where part.product_id = any (@edited)
            """,
            new { edited },
            cancellationToken);
        if (affected.Count == 0)
        {
            return [];
        }

        var products = affected.Select(a => a.ProductId).Except(edited).ToArray();
        if (products.Length > 0)
        {
            // Most editors have locked them together with the product.
            await work.ExecuteAsync("select from products where id = any (@products) order by id for update", new { products }, cancellationToken);
            await WritePricesAsync(work, [.. affected.Where(a => !edited.Contains(a.ProductId)).Select(a => a.Sku)], cancellationToken);
            await AnnouncedProduct.PublishAsync(
                work,
                await work.QueryAsync<AnnouncedProduct>(
                    $"""
                    update products p
                    set price = (select min(v.price) from variants v where v.product_id = p.id), version = p.version + 1, updated_at = now()
                    where p.id = any (@products)
                    returning {AnnouncedProduct.Columns}
                    """,
                    new { products },
                    cancellationToken),
                cancellationToken);
        }

        await BundleStock.WriteAsync(work, [.. affected.Select(a => a.Sku)], cancellationToken);
        return products;
    }

    static async Task WritePricesAsync(UnitOfWork work, string[] bundles, CancellationToken cancellationToken)
    {
        var computed = await work.QueryAsync<Computed>(
            """
            select v.id as variant_id, v.sku, p.currency, v.discount_percent, v.price, sum(part.price * b.quantity) as sum, sum(part.weight_grams * b.quantity)::int as weight_grams
            from variants v join products p on p.id = v.product_id join bundle_parts b on b.variant_id = v.id join variants part on part.sku = b.sku
            where v.sku = any (@bundles)
            group by v.id, p.currency
            """,
            new { bundles },
            cancellationToken);
        await work.ExecuteAsync(
            """
            update variants v set price = i.price, weight_grams = i.weight
            from unnest(@ids, @prices, @weights) as i (id, price, weight)
            where v.id = i.id and (v.price, v.weight_grams) is distinct from (i.price, i.weight)
            """,
            new
            {
                ids = computed.Select(c => c.VariantId).ToArray(),
                prices = computed.Select(c => c.DiscountPercent is { } discount ? BundlePrice.Of(c.Sum, discount, Currency.Of(c.Currency)) : c.Price).ToArray(),
                weights = computed.Select(c => c.WeightGrams).ToArray(),
            },
            cancellationToken);
    }
}
