using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Cartwright.Catalog;

/// <summary>Adds one category, or many in one transaction.</summary>
internal static class CreateCategories
{
    sealed record CategoryPath(string Slug, string Path);

    /// <summary>Adds one category.</summary>
    public static async Task<Results<Created<CategoryResponse>, ProblemHttpResult>> OneAsync(
        CategoryRequest input, Database database, CatalogCache cache, CancellationToken cancellationToken)
    {
        if (await AddAsync([input], "", database, cache, cancellationToken) is { } problem)
        {
            return problem;
        }

        var category = (await ListCategories.ReadAsync(database, cancellationToken)).Items.First(c => c.Slug == input.Slug);
        return TypedResults.Created((string?)null, category);
    }

    /// <summary>Adds many categories.</summary>
    public static async Task<Results<Created<CategoryListResponse>, ProblemHttpResult>> ManyAsync(
        CreateCategoriesRequest batch, Database database, CatalogCache cache, CancellationToken cancellationToken)
    {
        if (batch.Items.Any(i => i is null))
        {
            return Problems.Invalid("items", "A category is needed in each place.");
        }

        if (await AddAsync(batch.Items, "items", database, cache, cancellationToken) is { } problem)
        {
            return problem;
        }

        var all = (await ListCategories.ReadAsync(database, cancellationToken)).Items.ToDictionary(c => c.Slug);
        return TypedResults.Created((string?)null, new CategoryListResponse([.. batch.Items.Select(i => all[i.Slug])]));
    }

    static async Task<ProblemHttpResult?> AddAsync(
        IReadOnlyList<CategoryRequest> added, string list, Database database, CatalogCache cache, CancellationToken cancellationToken)
    {
        string Field(int index, string name) => list.Length == 0 ? name : $"{list}[{index}].{name}";

        var errors = new Dictionary<string, string[]>();
        foreach (var (i, category) in added.Index())
        {
            CategoryAttributes.Check(category.Attributes ?? [], Field(i, ""), errors);
        }

        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        await using var work = await database.BeginAsync(cancellationToken);
        await EditedCategory.LockTreeAsync(work, cancellationToken);
        var existing = (await work.QueryAsync<CategoryPath>(
            "select slug, array_to_string(path, '/') as path from categories where slug = any (@slugs)",
            new { slugs = added.SelectMany(a => a.Parent is null ? [a.Slug] : new[] { a.Slug, a.Parent }).Distinct().ToArray() },
            cancellationToken)).ToDictionary(p => p.Slug, p => p.Path.Split('/'));
        var taken = Enumerable.Range(0, added.Count).FirstOrDefault(i => existing.ContainsKey(added[i].Slug), -1);
        if (taken >= 0)
        {
            return Problems.Taken(Field(taken, "slug"), "Another category has this slug.");
        }

        var (paths, problem) = CategoryTree.Place(added, existing);
        if (problem is { } fault)
        {
            return fault.Fault switch
            {
                CategoryFault.Repeated => Problems.Invalid(Field(fault.Index, "slug"), "Another category of the request has this slug."),
                CategoryFault.TooDeep => Problems.Unprocessable(Field(fault.Index, "parent"), $"The tree has at most {CategoryTree.DepthMax} levels."),
                _ => Problems.Unprocessable(Field(fault.Index, "parent"), "There is no such category."),
            };
        }

        try
        {
            return await InsertAsync(work, added, paths, cache, cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // A concurrent request added the same slug.
            return Problems.Taken(Field(0, "slug"), "Another category has this slug.");
        }
    }

    static async Task<ProblemHttpResult?> InsertAsync(
        UnitOfWork work, IReadOnlyList<CategoryRequest> added, IReadOnlyList<string[]> paths, CatalogCache cache, CancellationToken cancellationToken)
    {
        var ids = added.Select(_ => Guid.CreateVersion7()).ToArray();
        await work.ExecuteAsync(
            """
            insert into categories (id, slug, name, parent, path, attributes)
            select id, slug, name, parent, string_to_array(path, '/'), attributes::jsonb
            from unnest(@ids, @slugs, @names, @parents::text[], @paths, @attributes) as i (id, slug, name, parent, path, attributes)
            """,
            new
            {
                ids,
                slugs = added.Select(a => a.Slug).ToArray(),
                names = added.Select(a => a.Name).ToArray(),
                parents = added.Select(a => a.Parent).ToArray(),
                paths = paths.Select(p => string.Join('/', p)).ToArray(),
                attributes = added.Select(a => CategoryAttributes.Write(a.Attributes)).ToArray(),
            },
            cancellationToken);
        await work.ExecuteAsync(
            "delete from former_category_slugs where slug = any (@slugs)", new { slugs = added.Select(a => a.Slug).ToArray() }, cancellationToken);
        for (var i = 0; i < added.Count; i++)
        {
            work.Publish(new CategoryCreated(ids[i], added[i].Slug, added[i].Name, added[i].Parent));
        }

        await work.CommitAsync(cancellationToken);
        await work.DisposeAsync();
        await cache.CategoriesChangedAsync();
        return null;
    }
}
