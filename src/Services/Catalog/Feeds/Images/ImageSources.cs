using System.Text.Json;
using Cartwright.Platform.Data;

namespace Cartwright.Catalog.Feeds;

/// <summary>An attempt to fetch an image.</summary>
/// <param name="Url">Its URL.</param>
/// <param name="Attempts">The number of attempts, this one included.</param>
internal sealed record ImageFetch(string Url, int Attempts);

/// <summary>The rows of images that feeds name by URL. Transactions lock products first, then these, then the images of products.</summary>
internal static class ImageSources
{
    /// <summary>Saves the images that feeds name for products, and has those fetched that are not there.</summary>
    /// <param name="work">The transaction. It has locked or created the products that it changes.</param>
    /// <param name="products">The images by product.</param>
    /// <param name="images">Which of them are there.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task SaveAsync(UnitOfWork work, IReadOnlyList<ProductImageUrls> products, NamedImages images, CancellationToken cancellationToken)
    {
        if (products.SelectMany(p => p.Urls).Where(images.IsMissing).Distinct(StringComparer.Ordinal).ToArray() is { Length: > 0 } missing)
        {
            // One whose attempts have all failed is attempted again: the supplier has sent its URL again.
            await work.ExecuteAsync(
                """
                insert into image_sources (url, next_at)
                select url, now() from unnest(@missing) as i (url) order by url
                on conflict (url) do update set image = null, attempts = 0, next_at = now() where image_sources.next_at is null
                """,
                new { missing },
                cancellationToken);
        }

        var named = products.Where(p => p.Urls.Count > 0).ToList();
        if (named.Count > 0)
        {
            await work.ExecuteAsync(
                """
                insert into feed_product_images (product_id, urls, due_at)
                select i.id, array(select json_array_elements_text(i.urls::json)), case when not i.is_complete then now() end
                from unnest(@ids, @urls, @complete) as i (id, urls, is_complete)
                -- A conflict locks the row, also where nothing changes: most rows of most files change nothing.
                where not exists (
                    select from feed_product_images f where f.product_id = i.id and f.urls = array(select json_array_elements_text(i.urls::json)))
                order by i.id
                on conflict (product_id) do update set urls = excluded.urls, due_at = excluded.due_at
                """,
                new
                {
                    ids = named.Select(p => p.ProductId).ToArray(),
                    urls = named.Select(p => JsonSerializer.Serialize(p.Urls, CatalogJson.Default.IReadOnlyListString)).ToArray(),
                    complete = named.Select(p => p.IsComplete).ToArray(),
                },
                cancellationToken);
        }

        if (products.Where(p => p.Urls.Count == 0).Select(p => p.ProductId).ToArray() is { Length: > 0 } none)
        {
            await work.ExecuteAsync("delete from feed_product_images where product_id = any (@none)", new { none }, cancellationToken);
        }
    }

    /// <summary>Claims images that are due.</summary>
    public static Task<IReadOnlyList<ImageFetch>> ClaimAsync(Database database, int max, TimeSpan lease, CancellationToken cancellationToken) => database.QueryAsync<ImageFetch>(
        """
        update image_sources s set next_at = now() + @lease, attempts = attempts + 1
        from (select url from image_sources where next_at <= now() order by next_at limit @max for update skip locked) due
        where s.url = due.url
        returning s.url, s.attempts
        """,
        new { max, lease },
        cancellationToken);

    /// <summary>Saves the outcome of an attempt. The products of the image are compared with their images soon.</summary>
    /// <param name="database">The database.</param>
    /// <param name="url">The URL of the image.</param>
    /// <param name="image">The image; null if the attempt failed.</param>
    /// <param name="error">Why it failed.</param>
    /// <param name="pause">The time until the next attempt; null for none.</param>
    /// <param name="cancellationToken">Ends the attempt to save it.</param>
    public static async Task FinishAsync(Database database, string url, ProductImage? image, string? error, TimeSpan? pause, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        await work.ExecuteAsync(
            "update image_sources set image = @image::jsonb, error = @error, next_at = now() + @pause::interval where url = @url",
            new { url, error, pause, image = image is null ? null : JsonSerializer.Serialize(image, CatalogJson.Default.ProductImage) },
            cancellationToken);
        await work.ExecuteAsync(
            """
            with named as (select product_id from feed_product_images where urls @> array[@url] order by product_id for update)
            update feed_product_images f set due_at = now() from named n where f.product_id = n.product_id
            """,
            new { url },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
    }
}
