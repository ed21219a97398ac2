using Cartwright.Platform.Data;

namespace Cartwright.Catalog.Feeds;

/// <summary>Decides what the rows of a part of a file do, with a constant number of statements.</summary>
/// <param name="feedId">The feed.</param>
/// <param name="reactivates">Whether products that the feed has deactivated become active when they come back.</param>
/// <param name="shopCurrency">The currency of new products that name none.</param>
/// <param name="decimalSeparator">The separator of decimals in texts that a category declares as numbers.</param>
internal sealed class ChunkPlanner(Guid feedId, bool reactivates, string shopCurrency, char decimalSeparator)
{
    sealed record GroupProduct(string Key, Guid ProductId);

    /// <summary>Decides, by what the transaction sees.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="elsewhere">The SKUs that other parts of the file have, with their lines: those rows do nothing here.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<ChunkPlan> PlanAsync(UnitOfWork work, ChunkRows rows, IReadOnlyDictionary<string, int> elsewhere, CancellationToken cancellationToken)
    {
        var problems = new List<FeedProblem>(rows.Problems);
        var patches = rows.Patches.Where(p => !elsewhere.ContainsKey(p.Sku)).ToList();
        problems.AddRange(rows.Skus.Where(s => elsewhere.ContainsKey(s.Key)).Select(s => new FeedProblem(s.Value, "sku", s.Key, $"Line {elsewhere[s.Key]} has the same SKU.")));

        var groups = await GroupsAsync(work, patches, cancellationToken);
        var current = await CurrentProducts.FindAsync(work, [.. patches.Select(p => p.Sku)], [.. groups.Values.Distinct()], cancellationToken);
        var named = patches.SelectMany(p => (p.Categories ?? []).Append(p.Category)).OfType<string>().Where(Slug.IsSlug)
            .Concat(current.SelectMany(p => p.Categories.Prepend(p.Category)));
        var categories = await CategorySlugs.LockAsync(work, [.. named.Distinct()], cancellationToken);
        var deactivated = await DeactivatedAsync(work, patches, cancellationToken);

        var declared = await CategoryAttributes.FindAsync(work, categories.Values, cancellationToken);
        var images = await NamedImages.FindAsync(work, patches.SelectMany(p => p.Images ?? []), cancellationToken);
        var merge = new ProductMerge(shopCurrency, categories, new(declared, decimalSeparator), images);
        var merged = new List<(ProductRows Product, ProductDraft Draft)>();
        foreach (var product in Join(patches, current, groups, problems))
        {
            if (merge.Merge(Guid.CreateVersion7(), product, product.Rows.Any(r => deactivated.Contains(r.Sku)), problems) is { } draft)
            {
                merged.Add((product, draft));
            }
        }

        var changed = new List<PlannedProduct>();
        var urls = new List<ProductImageUrls>();
        var met = new Dictionary<string, Guid>(StringComparer.Ordinal);
        var (unchanged, written) = (0, 0);
        foreach (var (product, draft) in await BundlePlanner.ResolveAsync(work, merged, problems, cancellationToken))
        {
            written += product.Rows.Count;
            if (product is { Current: not null, Group: not null } && !groups.ContainsKey(product.Group))
            {
                met[product.Group] = product.Current.Id;
            }

            // The rows agree, but for those that leave it blank.
            if (product.Rows.Select(r => r.Images).OfType<IReadOnlyList<string>>().MaxBy(list => list.Count) is { } imageUrls)
            {
                urls.Add(new(draft.Id, imageUrls, images.AreComplete(imageUrls)));
            }

            if (product.Current?.IsSameAs(draft) is true)
            {
                unchanged++;
            }
            else
            {
                changed.Add(new(draft, product.Current, product.Group, product.Rows[0].Line));
            }
        }

        return new(rows.Rows, changed, met, unchanged, rows.Rows - written, rows.Unreadable, problems, urls, images);
    }

    /// <summary>Gathers the rows of each product: by the product that has their SKU, else by their group, else by their SKU alone.</summary>
    internal static IEnumerable<ProductRows> Join(
        IReadOnlyList<RowPatch> patches, IReadOnlyList<CurrentProduct> current, IReadOnlyDictionary<string, Guid> groups, List<FeedProblem> problems)
    {
        var byId = current.ToDictionary(p => p.Id);
        var bySku = current.SelectMany(p => p.Variants.Select(v => (v.Sku, Product: p))).ToDictionary(p => p.Sku, p => p.Product, StringComparer.Ordinal);
        var products = groups.Where(g => byId.ContainsKey(g.Value)).ToDictionary(g => g.Key, g => byId[g.Value], StringComparer.Ordinal);
        foreach (var patch in patches.Where(p => p.Group is not null && bySku.ContainsKey(p.Sku)))
        {
            products.TryAdd(patch.Group!, bySku[patch.Sku]);
        }

        var found = new Dictionary<string, ProductRows>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (var patch in patches)
        {
            var ofSku = bySku.GetValueOrDefault(patch.Sku);
            var product = (patch.Group is null ? null : products.GetValueOrDefault(patch.Group)) ?? ofSku;
            if (ofSku is not null && product != ofSku)
            {
                problems.Add(patch.ProblemOf(f => f.Kind == FieldKind.Sku, "sku", "The SKU belongs to another product than the group."));
                continue;
            }

            var key = product is not null ? product.Id.ToString() : patch.Group is not null ? "group " + patch.Group : "sku " + patch.Sku;
            if (!found.TryGetValue(key, out var rows))
            {
                found[key] = rows = new(product, patch.Group, new List<RowPatch>());
                order.Add(key);
            }

            ((List<RowPatch>)rows.Rows).Add(patch);
        }

        return order.Select(key => found[key]);
    }

    async Task<IReadOnlyDictionary<string, Guid>> GroupsAsync(UnitOfWork work, IReadOnlyList<RowPatch> patches, CancellationToken cancellationToken)
    {
        var keys = patches.Select(p => p.Group).OfType<string>().Distinct().ToArray();
        return keys.Length == 0
            ? new Dictionary<string, Guid>()
            : (await work.QueryAsync<GroupProduct>(
                "select key, product_id from feed_groups where feed_id = @feedId and key = any (@keys)", new { feedId, keys }, cancellationToken))
                .ToDictionary(g => g.Key, g => g.ProductId, StringComparer.Ordinal);
    }

    async Task<IReadOnlySet<string>> DeactivatedAsync(UnitOfWork work, IReadOnlyList<RowPatch> patches, CancellationToken cancellationToken) =>
        !reactivates
            ? new HashSet<string>()
            : (await work.QueryAsync<string>(
                "select sku from feed_skus where feed_id = @feedId and deactivated and sku = any (@skus)",
                new { feedId, skus = patches.Select(p => p.Sku).ToArray() },
                cancellationToken)).ToHashSet(StringComparer.Ordinal);
}
