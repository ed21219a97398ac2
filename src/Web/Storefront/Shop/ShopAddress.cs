using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Options;

namespace Cartwright.Storefront.Shop;

/// <summary>The address at which customers open the shop.</summary>
internal sealed class ShopAddress(IOptions<ShopSettings> options)
{
    /// <summary>The absolute URL of a path of the shop.</summary>
    /// <param name="request">The request, whose scheme and host count where no address is set. The host is one of the shop: others are refused.</param>
    /// <param name="path">The path, with its first slash.</param>
    public string UrlOf(HttpRequest request, string path) =>
        (options.Value.Url?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host.ToUriComponent()}") + path;
}
