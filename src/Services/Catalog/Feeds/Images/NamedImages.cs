using System.Text.Json;
using Cartwright.Platform.Data;

namespace Cartwright.Catalog.Feeds;

/// <summary>The images that feeds name for a product.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Urls">Their URLs in order; empty for none.</param>
/// <param name="IsComplete">Whether each of them is there, or could not be fetched.</param>
internal sealed record ProductImageUrls(Guid ProductId, IReadOnlyList<string> Urls, bool IsComplete);

/// <summary>Which of the images that feeds name by URL the shop has, as a transaction sees it. They are not removed until it ends.</summary>
internal sealed class NamedImages
{
    /// <summary>No image.</summary>
    public static readonly NamedImages None = new([], []);

    readonly Dictionary<string, ProductImage> _found;
    readonly HashSet<string> _failed;

    NamedImages(Dictionary<string, ProductImage> found, HashSet<string> failed) => (_found, _failed) = (found, failed);

    sealed record Source(string Url, string? Image, string? Error);

    /// <summary>Finds images by URL.</summary>
    public static async Task<NamedImages> FindAsync(UnitOfWork work, IEnumerable<string> urls, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, ImageName>(StringComparer.Ordinal);
        var sources = new List<string>();
        foreach (var url in urls.Distinct(StringComparer.Ordinal))
        {
            if (ImageName.OfUrl(url) is { } name)
            {
                names[url] = name;
            }
            else
            {
                sources.Add(url);
            }
        }

        var failed = new HashSet<string>(StringComparer.Ordinal);
        if (sources.Count > 0)
        {
            foreach (var source in await work.QueryAsync<Source>(
                "select url, image::text as image, error from image_sources where url = any (@urls)", new { urls = sources.ToArray() }, cancellationToken))
            {
                if (source.Image is not null)
                {
                    names[source.Url] = ImageName.OfUrl(JsonSerializer.Deserialize(source.Image, CatalogJson.Default.ProductImage)!.Url)!.Value;
                }
                else if (source.Error is not null)
                {
                    failed.Add(source.Url);
                }
            }
        }

        if (names.Count == 0 && failed.Count == 0)
        {
            return None;
        }

        // An image that was fetched may have been removed since, because no product showed it.
        var images = await ImageStore.FindAsync(work, names.Values.ToHashSet(), cancellationToken);
        return new(names.Where(n => images.ContainsKey(n.Value)).ToDictionary(n => n.Key, n => images[n.Value], StringComparer.Ordinal), failed);
    }

    /// <summary>Whether a URL is one of an image of this shop that does not exist.</summary>
    public bool IsUnknown(string url) => ImageName.OfUrl(url) is not null && !_found.ContainsKey(url);

    /// <summary>Whether an image of another server is not there yet, or any more.</summary>
    public bool IsMissing(string url) => ImageName.OfUrl(url) is null && !_found.ContainsKey(url);

    /// <summary>Whether each image is there, or could not be fetched.</summary>
    public bool AreComplete(IReadOnlyList<string> urls) => urls.All(url => _found.ContainsKey(url) || _failed.Contains(url));

    /// <summary>
    /// The images that a product shows: those that are there, in order. A product keeps the images that it has until an attempt was made for each of its new ones, so
    /// that it does not change many times. An image that stays keeps its alternative text.
    /// </summary>
    /// <param name="urls">The URLs.</param>
    /// <param name="current">The images that it shows now.</param>
    public IReadOnlyList<ProductImage> Shown(IReadOnlyList<string> urls, IReadOnlyList<ProductImage> current) => !AreComplete(urls)
        ? current
        : [.. urls.Where(_found.ContainsKey).Select(url => _found[url]).DistinctBy(image => image.Url).Select(image => current.FirstOrDefault(c => c.Url == image.Url) ?? image)];
}
