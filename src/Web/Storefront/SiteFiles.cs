using Cartwright.Storefront.Search;
using Cartwright.Storefront.Shop;
using Microsoft.AspNetCore.Routing;

namespace Cartwright.Storefront;

/// <summary>The files that crawlers and browsers ask every site for, under names of their own.</summary>
internal static class SiteFiles
{
    // RFC 9309. What belongs to one visitor is of no use to others, and searches are endless.
    const string Robots =
        """
        User-agent: *
        Allow: /api/products/images/
        Disallow: /account
        Disallow: /api/
        Disallow: /cart
        Disallow: /checkout
        Disallow: /login
        Disallow: /orders
        Disallow: /password
        Disallow: /register
        Disallow: /search


        """;

    const string ForADay = "public, max-age=86400";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/robots.txt", (HttpRequest request, HttpResponse response, ShopAddress shop) =>
        {
            response.Headers.CacheControl = ForADay;
            return TypedResults.Text($"{Robots}Sitemap: {shop.UrlOf(request, SiteMap.Path)}\n");
        });
        routes.MapGet("/favicon.ico", (HttpResponse response) =>
        {
            response.Headers.CacheControl = ForADay;
            return TypedResults.Redirect("/img/favicon.svg");
        });
    }
}
