using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;

namespace Cartwright.Platform.Hosting;

/// <summary>What every service knows of the shop, section <c>Shop</c>.</summary>
public sealed class ShopSettings
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Shop";

    /// <summary>
    /// The currency of what states none (ISO 4217): of new products, of filters and orders by price, of an empty cart and of a quote of nothing.
    /// </summary>
    [Required, CurrencyCode]
    public string Currency { get; set; } = "EUR";

    /// <summary>
    /// The address at which customers open the shop, for links in mails, the site map and the preferred addresses of pages. When not set, mails link to the
    /// gateway's own address, and pages use that of each request.
    /// </summary>
    [UrlScheme("http", "https")]
    public Uri? Url { get; set; }
}
