using System.Text.Json;
using Cartwright.Platform.Data;
using Cartwright.Platform.Files;

namespace Cartwright.Catalog;

/// <summary>The rows and files of uploaded images.</summary>
internal static class ImageStore
{
    /// <summary>Stores an image and the files of its sizes together. Storing it again changes nothing.</summary>
    /// <exception cref="HttpRequestException">The object store does not answer in time; nothing is stored.</exception>
    public static async Task AddAsync(Database database, FileStore store, StoredImage image, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string Name, byte[] Content)> files =
            [.. image.Files.Select(f => (new ImageName(image.Hash, f.Width, image.Type.Extension).ToString(), f.Content))];
        await store.PrepareAsync([.. files.Select(f => f.Name)], cancellationToken);
        await using var work = await database.BeginAsync(cancellationToken);
        // The row first: from here on the image is not removed, and what was removed before is added again.
        await work.ExecuteAsync(
            """
            insert into uploaded_images (hash, extension, width, height, widths)
            values (@Hash, @extension, @Width, @Height, @SmallerWidths)
            on conflict (hash) do update set created_at = now()
            """,
            new { image.Hash, extension = image.Type.Extension, image.Width, image.Height, image.SmallerWidths },
            cancellationToken);
        await store.AddAsync(work, files, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    sealed record Row(string Hash, string Extension, int Width, int Height, string Widths)
    {
        public IReadOnlyList<int> SmallerWidths { get; } = JsonSerializer.Deserialize(Widths, CatalogJson.Default.IReadOnlyListInt32)!;
    }

    /// <summary>Finds images and keeps them from being removed until the transaction ends.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="names">The names of files; any size names the whole image.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The images by the given names, without alternative text. Unknown ones are absent.</returns>
    public static async Task<IReadOnlyDictionary<ImageName, ProductImage>> FindAsync(
        UnitOfWork work, IReadOnlyCollection<ImageName> names, CancellationToken cancellationToken)
    {
        var found = new Dictionary<ImageName, ProductImage>();
        if (names.Any(n => n.Width is not null))
        {
            // Locked in one order, so that two editors of the same images do not wait for each other.
            var rows = await work.QueryAsync<Row>(
                """
                select hash, extension, width, height, to_json(widths)::text as widths
                from uploaded_images where hash = any (@hashes) order by hash for share
                """,
                new { hashes = names.Where(n => n.Width is not null).Select(n => n.Hash).Distinct().ToArray() },
                cancellationToken);
            var byHash = rows.ToDictionary(r => r.Hash);
            foreach (var name in names)
            {
                if (name.Width is { } width && byHash.TryGetValue(name.Hash, out var row) && row.Extension == name.Extension
                    && (width == row.Width || row.SmallerWidths.Contains(width)))
                {
                    found[name] = new((name with { Width = row.Width }).Url, null, row.Width, row.Height, row.SmallerWidths);
                }
            }
        }

        if (names.Any(n => n.Width is null))
        {
            var known = await work.QueryAsync<string>(
                "select name from files where name = any (@names)",
                new { names = names.Where(n => n.Width is null).Select(n => n.ToString()).Distinct().ToArray() },
                cancellationToken);
            foreach (var name in names.Where(n => n.Width is null && known.Contains(n.ToString())))
            {
                found[name] = new(name.Url);
            }
        }

        return found;
    }
}
