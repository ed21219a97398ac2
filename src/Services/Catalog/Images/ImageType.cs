namespace Cartwright.Catalog;

/// <summary>A supported type of image.</summary>
/// <param name="MediaType">The media type.</param>
/// <param name="Extension">The extension of file names, with the dot.</param>
internal sealed record ImageType(string MediaType, string Extension)
{
    /// <summary>Vector drawings.</summary>
    public static readonly ImageType Svg = new("image/svg+xml", ".svg");

    /// <summary>What the shop makes of pictures.</summary>
    public static readonly ImageType WebP = new("image/webp", ".webp");

    static readonly ImageType Png = new("image/png", ".png");
    static readonly ImageType Jpeg = new("image/jpeg", ".jpg");
    static readonly ImageType Gif = new("image/gif", ".gif");

    static readonly ImageType[] All = [Svg, Png, Jpeg, WebP, Gif];

    /// <summary>The media types in a sentence.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(t => t.MediaType));

    /// <summary>The supported media types.</summary>
    public static string[] MediaTypes => [.. All.Select(type => type.MediaType)];

    /// <summary>The type of a media type; null if it is not supported.</summary>
    public static ImageType? OfMediaType(string? mediaType) => Array.Find(All, t => t.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase));

    /// <summary>The type of a file extension; null if it is not supported.</summary>
    public static ImageType? OfExtension(string extension) => Array.Find(All, t => t.Extension == extension);

    /// <summary>The type of a picture by its first bytes, whatever its declared type; null if it is not supported.</summary>
    public static ImageType? Sniff(ReadOnlySpan<byte> content) => content switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => WebP,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => Gif,
        _ => null,
    };
}
