using System.Globalization;
using System.Xml;
using Cartwright.Storefront.Shop;
using Microsoft.AspNetCore.Routing;

namespace Cartwright.Storefront.Search;

/// <summary>
/// The site map for search engines (protocol of sitemaps.org, version 0.9): one file, or an index of several where a shop has more pages than a file may have.
/// </summary>
internal static class SiteMap
{
    /// <summary>The path of the site map or of the index.</summary>
    public const string Path = "/sitemap.xml";

    const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    const string ForAnHour = "public, max-age=3600";
    const int ElementsPerFlush = 500;

    static readonly XmlWriterSettings Format = new() { Async = true };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, GetAsync);
        routes.MapGet("/sitemaps/{number:int:min(1)}.xml", GetPartAsync);
    }

    static async Task GetAsync(HttpContext context, PageList list, ShopAddress shop)
    {
        var pages = await list.GetAsync(context.RequestAborted);
        if (pages.Parts == 1)
        {
            await WriteAsync(context, "urlset", "url", PagesAsync(pages, 0, context, shop));
        }
        else
        {
            await WriteAsync(context, "sitemapindex", "sitemap", Enumerable.Range(1, pages.Parts)
                .Select(number => new ListedPage(shop.UrlOf(context.Request, string.Create(CultureInfo.InvariantCulture, $"/sitemaps/{number}.xml")), null)).ToAsyncEnumerable());
        }
    }

    static async Task GetPartAsync(int number, HttpContext context, PageList list, ShopAddress shop)
    {
        var pages = await list.GetAsync(context.RequestAborted);
        if (number > pages.Parts)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await WriteAsync(context, "urlset", "url", PagesAsync(pages, number - 1, context, shop));
    }

    static IAsyncEnumerable<ListedPage> PagesAsync(PageFile pages, int part, HttpContext context, ShopAddress shop) =>
        pages.ReadAsync(part, context.RequestAborted).Select(page => page with { Path = shop.UrlOf(context.Request, page.Path) });

    /// <summary>Writes entries as they come: memory does not grow with their number.</summary>
    static async Task WriteAsync(HttpContext context, string root, string element, IAsyncEnumerable<ListedPage> entries)
    {
        context.Response.ContentType = "application/xml; charset=utf-8";
        context.Response.Headers.CacheControl = ForAnHour;
        await using var writer = XmlWriter.Create(context.Response.Body, Format);
        await writer.WriteStartDocumentAsync();
        await writer.WriteStartElementAsync(null, root, Namespace);
        var written = 0;
        await foreach (var entry in entries)
        {
            await writer.WriteStartElementAsync(null, element, Namespace);
            await writer.WriteElementStringAsync(null, "loc", Namespace, entry.Path);
            if (entry.ChangedOn is not null)
            {
                await writer.WriteElementStringAsync(null, "lastmod", Namespace, entry.ChangedOn);
            }

            await writer.WriteEndElementAsync();
            if (++written % ElementsPerFlush == 0)
            {
                await writer.FlushAsync();
            }
        }

        await writer.WriteEndDocumentAsync();
    }
}
