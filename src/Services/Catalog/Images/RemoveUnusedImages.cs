using Cartwright.Platform.Data;
using Cartwright.Platform.Files;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Catalog;

/// <summary>
/// Removes images that no product shows, some time after they were uploaded, with the copies of this instance and the objects of an object store. Moves files to an object
/// store that was set after they were uploaded.
/// </summary>
internal sealed class RemoveUnusedImages(Database database, FileStore files, IOptions<CatalogOptions> options, TimeProvider time) : IPeriodicWork
{
    const int BatchMax = 500;

    const string Unused =
        """
        not exists (
            select from products p cross join lateral jsonb_array_elements(p.images) as i (image)
            where i.image ->> 'url' = '/api/products/images/' || u.hash || '-' || u.width || u.extension)
        """;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        while (await RemoveAsync(now - options.Value.UnusedImageLife, cancellationToken) == BatchMax)
        {
        }

        await files.RemoveLocalAsync(now, cancellationToken);
        await files.RemoveObjectsAsync(cancellationToken);
        await files.MoveToObjectsAsync(cancellationToken);
    }

    async Task<int> RemoveAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var unused = (await database.QueryAsync<string>(
            $"select u.hash from uploaded_images u where u.created_at < @before and {Unused} limit @BatchMax", new { before, BatchMax }, cancellationToken))
            .ToArray();
        if (unused.Length == 0)
        {
            return 0;
        }

        await using var work = await database.BeginAsync(cancellationToken);
        // Who adds such an image to a product holds a lock. It is seen by a statement that begins after the lock.
        var locked = (await work.QueryAsync<string>(
            "select hash from uploaded_images where hash = any (@unused) order by hash for update skip locked", new { unused }, cancellationToken)).ToArray();
        await work.ExecuteAsync(
            $"""
            with removed as (
                delete from uploaded_images u where u.hash = any (@locked) and u.created_at < @before and {Unused} returning u.*
            ), removed_files as (
                delete from files f
                using removed r cross join lateral unnest(r.widths || r.width) as size (width)
                where f.name = r.hash || '-' || size.width || r.extension
                returning f.name, f.content
            )
            insert into file_removals (name, due_at)
            select name, now() from removed_files where content is null order by name
            on conflict (name) do update set due_at = now()
            """,
            new { locked, before },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        return locked.Length;
    }
}
