using System.Globalization;
using System.Text.RegularExpressions;

namespace Cartwright.Catalog;

/// <summary>
/// The name of the file of an image: <c>hash-width.extension</c>, and <c>hash.extension</c> for those that earlier versions stored as they came.
/// </summary>
/// <param name="Hash">The hash, 64 hexadecimal digits.</param>
/// <param name="Width">The width in pixels; null for images of earlier versions.</param>
/// <param name="Extension">The extension, with the dot.</param>
internal readonly partial record struct ImageName(string Hash, int? Width, string Extension)
{
    /// <summary>The path of all images in the interface.</summary>
    public const string Path = "/api/products/images/";

    /// <summary>The URL of the image.</summary>
    public string Url => Path + this;

    /// <summary>Reads the name in a URL of this shop; null if it is another URL.</summary>
    public static ImageName? OfUrl(string? url)
    {
        if (url?.StartsWith(Path, StringComparison.Ordinal) is not true || Pattern().Match(url, Path.Length) is not { Success: true } match)
        {
            return null;
        }

        var width = match.Groups["width"];
        return new(match.Groups["hash"].Value, width.Success ? int.Parse(width.Value, CultureInfo.InvariantCulture) : null, match.Groups["extension"].Value);
    }

    /// <inheritdoc/>
    public override string ToString() => Width is { } width ? string.Create(CultureInfo.InvariantCulture, $"{Hash}-{width}{Extension}") : Hash + Extension;

    [GeneratedRegex(@"\G(?<hash>[0-9a-f]{64})(-(?<width>[1-9][0-9]{0,4}))?(?<extension>\.[a-z]{3,4})\z")]
    private static partial Regex Pattern();
}
