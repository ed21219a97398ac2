using System.Globalization;
using Cartwright.Platform.Caching;
using Cartwright.Storefront.Api;
using Microsoft.Extensions.Options;

namespace Cartwright.Storefront.Search;

/// <summary>
/// Lists the pages that search engines may show: the home page, the categories with products and the active products. The list is read from the catalog page by
/// page, kept in a file for a while, and written once however many ask for it.
/// </summary>
/// <param name="catalog">The catalog.</param>
/// <param name="caches">Creates the cache of the list.</param>
/// <param name="options">How old the list may be.</param>
/// <param name="folder">The folder of the file.</param>
internal sealed class PageList(CatalogApi catalog, Caches caches, IOptions<StorefrontOptions> options, string folder) : IDisposable
{
    readonly CoalescingCache<PageFile> _files = caches.Create<PageFile>(
        "storefront-pages", new() { EntriesMax = 1, BytesMax = 1024, Lifetime = options.Value.PageListLife });

    /// <summary>Returns the list, which may be as old as the settings say.</summary>
    /// <exception cref="ServiceUnavailableException">The catalog does not answer.</exception>
    public ValueTask<PageFile> GetAsync(CancellationToken cancellationToken) =>
        _files.GetAsync("all", async token => new(await PageFile.WriteAsync(folder, ReadAsync(token), token), 1, []), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _files.Dispose();

    async IAsyncEnumerable<ListedPage> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new("/", null);
        foreach (var category in (await catalog.CategoriesAsync(cancellationToken))?.Items ?? [])
        {
            if (category.ProductCount > 0)
            {
                yield return new($"/c/{category.Slug}", null);
            }
        }

        var after = Guid.Empty;
        while (await catalog.AddressesAsync(after, cancellationToken) is [.., var last] page)
        {
            foreach (var product in page)
            {
                yield return new($"/products/{product.Slug}", product.UpdatedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }

            after = last.Id;
        }
    }
}
