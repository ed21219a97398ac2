using System.Collections.Frozen;
using System.Globalization;
using System.Xml;

namespace Cartwright.Catalog;

/// <summary>
/// Reads a vector drawing. SVG can contain scripts, styles and references to other sites; the shop takes only drawings that consist of plain shapes and their
/// colours. It stores such a drawing as it is.
/// </summary>
internal static class Drawing
{
    const int SideMax = 10_000;

    static readonly FrozenSet<string> Elements = new[]
    {
        "svg", "g", "defs", "linearGradient", "radialGradient", "stop", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "title", "desc",
    }.ToFrozenSet(StringComparer.Ordinal);

    static readonly FrozenSet<string> Attributes = new[]
    {
        "id", "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "d", "points", "transform", "opacity",
        "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
        "stroke-dasharray", "stroke-dashoffset", "offset", "stop-color", "stop-opacity", "gradientUnits", "gradientTransform", "spreadMethod", "preserveAspectRatio",
    }.ToFrozenSet(StringComparer.Ordinal);

    const string Namespace = "http://www.w3.org/2000/svg";
    const string NotPlain = "A drawing consists of plain shapes: no scripts, styles, texts, references or comments.";

    /// <summary>Reads a drawing.</summary>
    /// <returns>The image with one size, that of its <c>width</c> and <c>height</c>; or the error in a sentence.</returns>
    public static (StoredImage? Image, string? Error) Read(byte[] content)
    {
        try
        {
            // A document type is an error, so no entity is read.
            using var reader = XmlReader.Create(
                new MemoryStream(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            if (reader.MoveToContent() != XmlNodeType.Element || reader is not { LocalName: "svg", NamespaceURI: Namespace })
            {
                return (null, "The content is not image/svg+xml.");
            }

            var (width, height) = (SideOf(reader.GetAttribute("width")), SideOf(reader.GetAttribute("height")));
            if (width is null || height is null)
            {
                return (null, $"A drawing has a width and a height of 1 to {SideMax}.");
            }

            do
            {
                if (!IsPlain(reader))
                {
                    return (null, NotPlain);
                }
            }
            while (reader.Read());

            return (new(ImageType.Svg, width.Value, height.Value, [(width.Value, content)]), null);
        }
        catch (XmlException)
        {
            return (null, "The content is not well-formed.");
        }
    }

    static int? SideOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side is > 0 and <= SideMax ? side : null;

    static bool IsPlain(XmlReader reader) => reader.NodeType switch
    {
        XmlNodeType.Element => reader.NamespaceURI == Namespace && reader.Prefix.Length == 0 && Elements.Contains(reader.LocalName)
            && HasPlainAttributes(reader),
        XmlNodeType.EndElement or XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace => true,
        _ => false,
    };

    static bool HasPlainAttributes(XmlReader reader)
    {
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            var isNamespace = reader is { Name: "xmlns", Value: Namespace };
            if (!isNamespace && (!Attributes.Contains(reader.Name) || !IsPlainValue(reader.Value)))
            {
                return false;
            }
        }

        reader.MoveToElement();
        return true;
    }

    // A reference is one to a gradient of the same drawing.
    static bool IsPlainValue(string value) =>
        !value.Contains('\\', StringComparison.Ordinal)
        && (!value.Contains("url", StringComparison.OrdinalIgnoreCase) || value.StartsWith("url(#", StringComparison.Ordinal));
}
