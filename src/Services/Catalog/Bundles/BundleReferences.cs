using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>What bundles refer to: their parts, in the catalog or in the same request.</summary>
internal static class BundleReferences
{
    static readonly string TooManyBundles = FormattableString.Invariant($"The SKU is a part of {BundleRules.BundlesMax} other bundles already.");

    sealed record Part(string Sku, Guid ProductId, decimal Price, int WeightGrams, string Currency, bool IsBundle, int Bundles);

    sealed record Need(string Sku, string Bundle);

    /// <summary>The SKUs of parts that products name.</summary>
    public static string[] SkusOf(IEnumerable<ProductDraft> drafts) => [.. drafts.SelectMany(d => d.Variants).SelectMany(v => v.Parts).Select(p => p.Sku).Distinct()];

    /// <summary>
    /// Locks the products of parts, in the order of their ids, so that nobody edits or deletes a part before the bundle is stored. A transaction that also locks the products
    /// that it edits does both with one statement (<see cref="BundleLocks"/>).
    /// </summary>
    public static async Task LockAsync(UnitOfWork work, IReadOnlyList<ProductDraft> drafts, CancellationToken cancellationToken)
    {
        if (SkusOf(drafts) is { Length: > 0 } parts)
        {
            await work.ExecuteAsync(
                "select from products where id in (select product_id from variants where sku = any (@parts)) order by id for update", new { parts }, cancellationToken);
        }
    }

    /// <summary>Looks up the parts of bundles, all with one statement, and computes prices and weights. Products without bundles cost no statement.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="drafts">The products; their own variants may be parts.</param>
    /// <param name="addError">Takes the index of a product, a field and what is wrong with it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The products with the prices and weights of their bundles; those with an error as they were.</returns>
    public static async Task<IReadOnlyList<ProductDraft>> ResolveAsync(
        UnitOfWork work, IReadOnlyList<ProductDraft> drafts, Action<int, string, string> addError, CancellationToken cancellationToken)
    {
        if (SkusOf(drafts) is not { Length: > 0 } named)
        {
            return drafts;
        }

        var stored = (await work.QueryAsync<Part>(
            """
            select v.sku, v.product_id, v.price, v.weight_grams, p.currency, v.is_bundle,
                   (select count(*) from bundle_parts b join variants bundle on bundle.id = b.variant_id
                    where b.sku = v.sku and bundle.sku <> all (@bundles))::int as bundles
            from variants v join products p on p.id = v.product_id
            where v.sku = any (@named)
            """,
            new { named, bundles = drafts.SelectMany(d => d.Variants).Where(v => v.IsBundle).Select(v => v.Sku).ToArray() },
            cancellationToken)).ToDictionary(p => p.Sku, StringComparer.Ordinal);
        var replaced = drafts.Select(d => d.Id).ToHashSet();
        var parts = stored.Values.Where(p => !replaced.Contains(p.ProductId)).ToDictionary(p => p.Sku, StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            foreach (var variant in draft.Variants)
            {
                parts[variant.Sku] = new(
                    variant.Sku, draft.Id, variant.Price, variant.WeightGrams, draft.Currency, variant.IsBundle, stored.GetValueOrDefault(variant.Sku)?.Bundles ?? 0);
            }
        }

        return [.. drafts.Select((draft, i) => Resolve(draft, parts, (field, message) => addError(i, field, message)))];
    }

    /// <summary>The bundles of other products that need variants of products, by the SKU of the part.</summary>
    public static async Task<ILookup<string, string>> NeedsAsync(UnitOfWork work, Guid[] productIds, CancellationToken cancellationToken) => (await work.QueryAsync<Need>(
        """
        select b.sku, bundle.sku as bundle
        from variants part join bundle_parts b on b.sku = part.sku join variants bundle on bundle.id = b.variant_id
        where part.product_id = any (@productIds) and bundle.product_id <> part.product_id
        """,
        new { productIds },
        cancellationToken)).ToLookup(n => n.Sku, n => n.Bundle, StringComparer.Ordinal);

    static ProductDraft Resolve(ProductDraft draft, Dictionary<string, Part> parts, Action<string, string> addError)
    {
        if (!draft.Variants.Any(v => v.IsBundle))
        {
            return draft;
        }

        List<VariantDraft> variants = [.. draft.Variants.Select(v => v.IsBundle ? Resolve(v, draft.Currency, parts, addError) : v)];
        return draft with { Variants = variants, Price = variants.Min(v => v.Price) };
    }

    static VariantDraft Resolve(VariantDraft bundle, string currency, Dictionary<string, Part> parts, Action<string, string> addError)
    {
        var (sum, weight) = (0m, 0);
        var isComplete = true;
        foreach (var (i, needed) in bundle.Parts.Index())
        {
            var part = parts.GetValueOrDefault(needed.Sku);
            var error = part switch
            {
                null => "There is no such SKU.",
                { IsBundle: true } => "A bundle is no part of another one.",
                { Bundles: >= BundleRules.BundlesMax } => TooManyBundles,
                _ when part.Currency != currency => $"The part costs {part.Currency}, and the bundle {currency}.",
                _ => null,
            };
            if (error is not null)
            {
                addError(bundle.FieldOf($"parts[{i}].sku"), error);
                isComplete = false;
                continue;
            }

            sum += part!.Price * needed.Quantity;
            weight += part.WeightGrams * needed.Quantity;
        }

        return !isComplete ? bundle : bundle with
        {
            Price = bundle.DiscountPercent is { } discount ? BundlePrice.Of(sum, discount, Currency.Of(currency)) : bundle.Price,
            WeightGrams = weight,
        };
    }
}
