using Cartwright.Platform.Data;

namespace Cartwright.Catalog.Feeds;

/// <summary>Looks up what bundles of a part of a file need, and what bundles need of its products.</summary>
internal static class BundlePlanner
{
    /// <summary>Computes prices and weights of bundles. Products that name no parts, and keep their currency, cost no statement.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="products">The products as they become. A part may be among them.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The products without problems.</returns>
    public static async Task<IReadOnlyList<(ProductRows Product, ProductDraft Draft)>> ResolveAsync(
        UnitOfWork work, IReadOnlyList<(ProductRows Product, ProductDraft Draft)> products, List<FeedProblem> problems, CancellationToken cancellationToken)
    {
        var wrong = new HashSet<int>();
        var moved = products.Where(p => p.Product.Current is { } current && current.Currency != p.Draft.Currency).Select(p => p.Draft.Id).ToArray();
        if (moved.Length > 0)
        {
            var needs = await BundleReferences.NeedsAsync(work, moved, cancellationToken);
            foreach (var (i, (product, draft)) in products.Index())
            {
                if (moved.Contains(draft.Id) && draft.Variants.FirstOrDefault(v => needs.Contains(v.Sku)) is { } part)
                {
                    wrong.Add(i);
                    problems.Add(product.Rows[0].ProblemOf(
                        f => f.Kind == FieldKind.Currency, "currency", $"The bundles {BundleRules.Names([.. needs[part.Sku]])} need a part in {product.Current!.Currency}."));
                }
            }
        }

        var resolved = await BundleReferences.ResolveAsync(
            work,
            [.. products.Select(p => p.Draft)],
            (i, field, message) =>
            {
                wrong.Add(i);
                var variant = products[i].Draft.Variants.First(v => field.StartsWith(v.FieldOf("parts["), StringComparison.Ordinal));
                var row = products[i].Product.Rows.FirstOrDefault(r => r.Sku == variant.Sku) ?? products[i].Product.Rows[0];
                problems.Add(row.ProblemOf(f => f.Kind == FieldKind.Parts, "parts", message));
            },
            cancellationToken);
        return [.. products.Zip(resolved).Index().Where(p => !wrong.Contains(p.Index)).Select(p => (p.Item.First.Product, p.Item.Second))];
    }
}
