using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>A category that the transaction has locked for an edit.</summary>
/// <param name="Id">The category.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="Parent">The slug of the category above; null at the root.</param>
/// <param name="Path">The slugs from the root down to it, with a slash between.</param>
/// <param name="Version">The version that an edit must match.</param>
internal sealed record EditedCategory(Guid Id, string Slug, string? Parent, string Path, int Version)
{
    /// <summary>The slugs from the root down to it.</summary>
    public string[] Steps => Path.Split('/');

    /// <summary>Locks the tree: until the transaction ends no other one adds, edits or deletes categories, so that paths hold.</summary>
    public static Task LockTreeAsync(UnitOfWork work, CancellationToken cancellationToken) =>
        work.QueryAsync<bool>("select true from pg_advisory_xact_lock(hashtext('category tree'))", null, cancellationToken);

    /// <summary>Locks the tree and a category in it; null if no category has the slug.</summary>
    public static async Task<EditedCategory?> LockAsync(UnitOfWork work, string slug, CancellationToken cancellationToken)
    {
        await LockTreeAsync(work, cancellationToken);
        return await work.QuerySingleOrDefaultAsync<EditedCategory>(
            "select id, slug, parent, array_to_string(path, '/') as path, version from categories where slug = @slug for update", new { slug }, cancellationToken);
    }
}
