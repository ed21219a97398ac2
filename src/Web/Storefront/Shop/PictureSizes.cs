using Cartwright.Storefront.Api;

namespace Cartwright.Storefront.Shop;

/// <summary>The sizes of a picture, from which a browser chooses. Drawings, and pictures that an earlier version stored, have one.</summary>
internal static class PictureSizes
{
    /// <summary>What <c>srcset</c> says: each size with its width. Null where there is one size.</summary>
    public static string? Sources(ProductImage image) =>
        image is { Widths: [_, ..] widths, Width: { } width } && Parts(image) is var (start, end)
            ? string.Join(", ", widths.Append(width).Select(w => FormattableString.Invariant($"{start}{w}{end} {w}w")))
            : null;

    /// <summary>The address of the smallest size that is at least so wide, or of the largest.</summary>
    public static string UrlFor(ProductImage image, int width) =>
        image.Widths?.FirstOrDefault(w => w >= width) is { } chosen and > 0 && Parts(image) is var (start, end)
            ? FormattableString.Invariant($"{start}{chosen}{end}")
            : image.Url;

    // The width stands before the ending: …-1600.webp.
    static (string Start, string End)? Parts(ProductImage image)
    {
        var end = image.Url.LastIndexOf('.');
        var width = FormattableString.Invariant($"-{image.Width}");
        return end >= width.Length && image.Url.AsSpan(end - width.Length, width.Length).SequenceEqual(width)
            ? (image.Url[..(end - width.Length + 1)], image.Url[end..])
            : null;
    }
}
