using System.Xml;

namespace Cartwright.Catalog;

/// <summary>A supported type of image.</summary>
/// <param name="MediaType">The media type.</param>
/// <param name="Extension">The extension of file names, with the dot.</param>
internal sealed record ImageType(string MediaType, string Extension)
{
    static readonly ImageType Svg = new("image/svg+xml", ".svg");
    static readonly ImageType Png = new("image/png", ".png");
    static readonly ImageType Jpeg = new("image/jpeg", ".jpg");
    static readonly ImageType WebP = new("image/webp", ".webp");

    static readonly ImageType[] All = [Svg, Png, Jpeg, WebP];

    /// <summary>The supported media types.</summary>
    public static string[] MediaTypes => [.. All.Select(type => type.MediaType)];

    /// <summary>The type of a media type; null if it is not supported.</summary>
    public static ImageType? OfMediaType(string? mediaType) => Array.Find(All, t => t.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase));

    /// <summary>The type of a file extension; null if it is not supported.</summary>
    public static ImageType? OfExtension(string extension) => Array.Find(All, t => t.Extension == extension);

    /// <summary>The type that the content has, whatever its declared type; null if it is not supported.</summary>
    public static ImageType? Sniff(byte[] content) => content.AsSpan() switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => WebP,
        _ => IsSvg(content) ? Svg : null,
    };

    // The whole document must be well-formed; a document type is skipped and no external entity is read.
    static bool IsSvg(byte[] content)
    {
        try
        {
            using var reader = XmlReader.Create(
                new MemoryStream(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CheckCharacters = true });
            if (reader.MoveToContent() != XmlNodeType.Element || reader is not { LocalName: "svg", NamespaceURI: "http://www.w3.org/2000/svg" })
            {
                return false;
            }

            while (reader.Read())
            {
            }

            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
