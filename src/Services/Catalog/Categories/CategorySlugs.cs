using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>Finds categories by the slugs that they have or had.</summary>
internal static class CategorySlugs
{
    static readonly string[] Changes = [EventCatalog.Of(typeof(CategoryUpdated)).Name, EventCatalog.Of(typeof(CategoryDeleted)).Name];

    sealed record Former(string Slug, string Present);

    /// <summary>Whether an event tells that the slug, name or place of a category changed.</summary>
    public static bool IsChange(string eventName) => Changes.Contains(eventName);

    /// <summary>The present slug of the category that has or had a slug; null if there is none.</summary>
    public static Task<string?> PresentAsync(Database database, string slug, CancellationToken cancellationToken) =>
        database.QuerySingleOrDefaultAsync<string>(
            """
            select slug from categories where slug = @slug
            union all
            select c.slug from former_category_slugs f join categories c on c.id = f.category_id where f.slug = @slug
            limit 1
            """,
            new { slug },
            cancellationToken);

    /// <summary>
    /// Finds categories and keeps them as they are called until the transaction ends. A transaction that also locks products does this first, as an edit of a
    /// category does.
    /// </summary>
    /// <returns>The present slug by each slug that a category has or had.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> LockAsync(UnitOfWork work, IReadOnlyCollection<string> slugs, CancellationToken cancellationToken)
    {
        const string Lock = "select slug from categories where slug = any (@slugs) order by slug for key share";
        var found = (await work.QueryAsync<string>(Lock, new { slugs = slugs.Distinct().ToArray() }, cancellationToken)).ToDictionary(slug => slug);
        if (slugs.All(found.ContainsKey))
        {
            return found;
        }

        var former = await work.QueryAsync<Former>(
            "select f.slug, c.slug as present from former_category_slugs f join categories c on c.id = f.category_id where f.slug = any (@slugs)",
            new { slugs = slugs.Where(slug => !found.ContainsKey(slug)).Distinct().ToArray() },
            cancellationToken);
        var present = await work.QueryAsync<string>(Lock, new { slugs = former.Select(f => f.Present).Distinct().ToArray() }, cancellationToken);
        foreach (var slug in former.Where(f => present.Contains(f.Present)))
        {
            found[slug.Slug] = slug.Present;
        }

        return found;
    }
}
