using System.ComponentModel.DataAnnotations;

namespace Cartwright.Storefront;

/// <summary>Settings of the section <c>Storefront</c>.</summary>
internal sealed class StorefrontOptions
{
    /// <summary>How old the list of pages for search engines may be, from which the site map is made.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "7.00:00:00")]
    public TimeSpan PageListLife { get; set; } = TimeSpan.FromHours(1);
}
