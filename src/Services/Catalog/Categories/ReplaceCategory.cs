using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Catalog;

/// <summary>
/// Replaces a category if its version is still the one in <c>If-Match</c>: renames it, moves it with all that is below it, gives it another slug, or
/// declares other attributes. It is still found by the slugs that it had. Products are compared with the attributes when they are saved next.
/// </summary>
internal static class ReplaceCategory
{
    public static async Task<Results<Ok<CategoryResponse>, ProblemHttpResult>> HandleAsync(
        string slug, CategoryRequest input, HttpRequest request, Database database, CatalogCache cache, CancellationToken cancellationToken)
    {
        if (Preconditions.Read(request).Problem is { } unconditional)
        {
            return unconditional;
        }

        var errors = new Dictionary<string, string[]>();
        CategoryAttributes.Check(input.Attributes ?? [], "", errors);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        await using var work = await database.BeginAsync(cancellationToken);
        if (!Slug.IsSlug(slug) || await EditedCategory.LockAsync(work, slug, cancellationToken) is not { } current)
        {
            return Problems.NotFound("category");
        }

        if (Preconditions.Check(request, current.Version) is { } stale)
        {
            return stale;
        }

        var (above, problem) = await PlaceAsync(work, input, current, cancellationToken);
        if (problem is not null)
        {
            return problem;
        }

        await SaveAsync(work, input, current, above, cancellationToken);
        work.Publish(new CategoryUpdated(current.Id, input.Slug, input.Name, input.Parent, current.Version + 1));
        await work.CommitAsync(cancellationToken);
        await work.DisposeAsync();
        await cache.CategoryChangedAsync();
        if ((await ListCategories.ReadAsync(database, cancellationToken)).Items.FirstOrDefault(c => c.Slug == input.Slug) is not { } category)
        {
            // Another edit followed at once.
            return Problems.NotFound("category");
        }

        request.HttpContext.Response.Headers.ETag = CatalogCache.ETag(category);
        return TypedResults.Ok(category);
    }

    /// <summary>Returns the path of the new parent, or why the category cannot be there.</summary>
    static async Task<(string[] Above, ProblemHttpResult? Problem)> PlaceAsync(
        UnitOfWork work, CategoryRequest input, EditedCategory current, CancellationToken cancellationToken)
    {
        if (input.Slug != current.Slug
            && await work.QuerySingleOrDefaultAsync<bool>("select exists (select from categories where slug = @Slug)", new { input.Slug }, cancellationToken))
        {
            return ([], Problems.Taken("slug", "Another category has this slug."));
        }

        string[] above = [];
        if (input.Parent is not null)
        {
            if (await work.QuerySingleOrDefaultAsync<string>(
                "select array_to_string(path, '/') from categories where slug = @Parent", new { input.Parent }, cancellationToken) is not { } path)
            {
                return ([], Problems.Unprocessable("parent", "There is no such category."));
            }

            above = path.Split('/');
            if (above.Contains(current.Slug))
            {
                return ([], Problems.Unprocessable("parent", "A category cannot be below itself."));
            }
        }

        var deepest = await work.QuerySingleOrDefaultAsync<int>(
            "select max(cardinality(path)) from categories where path @> array[@Slug]", new { current.Slug }, cancellationToken);
        return above.Length + deepest - current.Steps.Length + 1 > CategoryTree.DepthMax
            ? ([], Problems.Unprocessable("parent", $"The tree has at most {CategoryTree.DepthMax} levels."))
            : (above, null);
    }

    // One statement for the category and all below it: paths, and the parents of those that are right below. The products follow the slug by their foreign key.
    static async Task SaveAsync(UnitOfWork work, CategoryRequest input, EditedCategory current, string[] above, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            """
            update categories
            set slug = case when id = @Id then @slug else slug end,
                name = case when id = @Id then @Name else name end,
                parent = case when id = @Id then @Parent when parent = @former then @slug else parent end,
                attributes = case when id = @Id then @attributes::jsonb else attributes end,
                path = string_to_array(@path, '/') || path[@depth + 1 :],
                version = version + case when id = @Id then 1 else 0 end,
                revision = revision + 1,
                announced_to = null
            where path @> array[@former]
            """,
            new
            {
                current.Id,
                former = current.Slug,
                slug = input.Slug,
                input.Name,
                input.Parent,
                path = string.Join('/', [.. above, input.Slug]),
                depth = current.Steps.Length,
                attributes = CategoryAttributes.Write(input.Attributes),
            },
            cancellationToken);
        if (input.Slug != current.Slug)
        {
            await work.ExecuteAsync("delete from former_category_slugs where slug = @Slug", new { input.Slug }, cancellationToken);
            await work.ExecuteAsync(
                """
                insert into former_category_slugs (slug, category_id) values (@Slug, @Id)
                on conflict (slug) do update set category_id = excluded.category_id
                """,
                new { current.Slug, current.Id },
                cancellationToken);
        }
    }
}
