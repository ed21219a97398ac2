using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Catalog;

/// <summary>What products refer to: their categories, with the attributes that these declare, the parts of bundles, and images.</summary>
internal static class ProductReferences
{
    /// <summary>Looks up the categories and images of products, for all of them together.</summary>
    /// <param name="work">The transaction that stores the products.</param>
    /// <param name="drafts">The products.</param>
    /// <param name="prefix">The prefix of the fields of each product by its index, for example <c>items[3].</c></param>
    /// <param name="categories">The present slugs of categories, if the transaction has locked them already.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The products with the present slugs of their categories, the prices of their bundles and the sizes of their images; or the problem (422) of the
    /// first unknown reference, or of all parts or attributes that do not fit.</returns>
    public static async Task<(IReadOnlyList<ProductDraft> Drafts, ProblemHttpResult? Problem)> FindAsync(
        UnitOfWork work, IReadOnlyList<ProductDraft> drafts, Func<int, string> prefix, IReadOnlyDictionary<string, string>? categories,
        CancellationToken cancellationToken)
    {
        categories ??= await CategorySlugs.LockAsync(work, [.. drafts.SelectMany(d => d.Categories.Prepend(d.Category))], cancellationToken);
        foreach (var (i, draft) in drafts.Index())
        {
            if (draft.Categories.Prepend(draft.Category).FirstOrDefault(slug => !categories.ContainsKey(slug)) is { } unknown)
            {
                return ([], unknown == draft.Category
                    ? Problems.Unprocessable(prefix(i) + "category", ProductFilter.UnknownCategory)
                    : Problems.Unprocessable(prefix(i) + "categories", $"There is no category {unknown}."));
            }
        }

        if (await ContradictionsAsync(work, drafts, prefix, categories, cancellationToken) is { Count: > 0 } contradictions)
        {
            return ([], Problems.Unprocessable(contradictions));
        }

        var errors = new Dictionary<string, string[]>();
        await BundleReferences.LockAsync(work, drafts, cancellationToken);
        drafts = await BundleReferences.ResolveAsync(work, drafts, (i, field, message) => errors.TryAdd(prefix(i) + field, [message]), cancellationToken);
        if (errors.Count > 0)
        {
            return ([], Problems.Unprocessable(errors));
        }

        var names = drafts.SelectMany(d => d.Images).Select(NameOf).ToHashSet();
        var known = await ImageStore.FindAsync(work, names, cancellationToken);
        var complete = new List<ProductDraft>(drafts.Count);
        for (var i = 0; i < drafts.Count; i++)
        {
            var images = new List<ProductImage>(drafts[i].Images.Count);
            foreach (var image in drafts[i].Images)
            {
                if (!known.TryGetValue(NameOf(image), out var found))
                {
                    return ([], Problems.Unprocessable($"{prefix(i)}images[{images.Count}].url", "There is no such image."));
                }

                images.Add(found with { Alt = image.Alt });
            }

            complete.Add(drafts[i] with
            {
                Category = categories[drafts[i].Category],
                Categories = ProductCategories.Distinct(drafts[i].Categories.Select(slug => categories[slug]), categories[drafts[i].Category]),
                Images = images,
                Variants = [.. drafts[i].Variants.Select(v => v.Image is null ? v : v with { Image = Same(images, v.Image).Url })],
            });
        }

        return (complete, null);
    }

    /// <summary>The attributes that contradict the declarations of the products' main categories, by field.</summary>
    static async Task<Dictionary<string, string[]>> ContradictionsAsync(
        UnitOfWork work, IReadOnlyList<ProductDraft> drafts, Func<int, string> prefix, IReadOnlyDictionary<string, string> categories, CancellationToken cancellationToken)
    {
        var declared = await CategoryAttributes.FindAsync(work, drafts.Select(d => categories[d.Category]), cancellationToken);
        var errors = new Dictionary<string, string[]>();
        foreach (var (i, draft) in drafts.Index())
        {
            DeclaredAttributes.Check(
                declared.GetValueOrDefault(categories[draft.Category], []), draft.Attributes,
                (attribute, message) => errors[prefix(i) + DeclaredAttributes.FieldOf(attribute)] = [message]);
        }

        return errors;
    }

    // A variant may name another size of the image than the product does.
    static ProductImage Same(List<ProductImage> images, string url) => images.First(image => NameOf(image).Hash == ImageName.OfUrl(url)?.Hash);

    static ImageName NameOf(ProductImage image) => ImageName.OfUrl(image.Url)!.Value;
}
