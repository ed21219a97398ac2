using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.Hosting;

namespace Cartwright.Storefront;

/// <summary>Settings of the section <c>Storefront</c>.</summary>
internal sealed class StorefrontOptions
{
    /// <summary>
    /// The address at which customers open the shop, for the site map and for the preferred addresses of pages; that of each request when not set.
    /// </summary>
    [UrlScheme("http", "https")]
    public Uri? ShopUrl { get; set; }

    /// <summary>How old the list of pages for search engines may be, from which the site map is made.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "7.00:00:00")]
    public TimeSpan PageListLife { get; set; } = TimeSpan.FromHours(1);
}
