namespace Cartwright.Catalog;

/// <summary>An image of a product.</summary>
/// <param name="Url">
/// Its URL, a path of this shop: the largest size. The other sizes have their width in the place of this one's, as in <c>…-480.webp</c>.
/// </param>
/// <param name="Alt">Alternative text.</param>
/// <param name="Width">The width in pixels; null for images that earlier versions stored.</param>
/// <param name="Height">The height in pixels; null for images that earlier versions stored.</param>
/// <param name="Widths">The widths of the smaller sizes, rising; empty for a drawing, which has every size.</param>
public sealed record ProductImage(string Url, string? Alt = null, int? Width = null, int? Height = null, IReadOnlyList<int>? Widths = null)
{
    /// <summary>The URL of the smallest size that is at least so wide, or of the largest.</summary>
    internal string UrlFor(int width)
    {
        var chosen = Widths?.FirstOrDefault(w => w >= width) ?? 0;
        return chosen == 0 || ImageName.OfUrl(Url) is not { } name ? Url : (name with { Width = chosen }).Url;
    }
}
