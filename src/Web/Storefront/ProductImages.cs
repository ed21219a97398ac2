using Cartwright.Storefront.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Cartwright.Storefront;

/// <summary>Proxies product pictures, so that the storefront works without the gateway. Behind the gateway the catalog serves them.</summary>
internal static class ProductImages
{
    static readonly string[] PassedOn =
        [HeaderNames.ContentType, HeaderNames.CacheControl, HeaderNames.ETag, HeaderNames.ContentSecurityPolicy, HeaderNames.XContentTypeOptions];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/products/images/{file}", GetAsync);

    static async Task GetAsync(string file, HttpContext context, CatalogApi catalog, CancellationToken cancellationToken)
    {
        using var picture = await catalog.ImageAsync(file, cancellationToken);
        context.Response.StatusCode = (int)picture.StatusCode;
        if (!picture.IsSuccessStatusCode)
        {
            return;
        }

        foreach (var (name, values) in picture.Headers.Concat(picture.Content.Headers).Where(x => PassedOn.Contains(x.Key, StringComparer.OrdinalIgnoreCase)))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await picture.Content.CopyToAsync(context.Response.Body, cancellationToken);
    }
}
