using System.Globalization;

namespace Cartwright.Catalog.Feeds;

/// <summary>The parts of a bundle as a list of texts: <c>SHIRT-M*2</c>, <c>CAP</c>. No SKU has an asterisk, and one unit needs no quantity.</summary>
internal static class PartList
{
    const char Times = '*';

    /// <summary>Reads parts; null if a text is none.</summary>
    public static IReadOnlyList<BundlePart>? Read(IReadOnlyList<string> list)
    {
        var parts = new List<BundlePart>(list.Count);
        foreach (var text in list)
        {
            var end = text.IndexOf(Times, StringComparison.Ordinal);
            var sku = (end < 0 ? text : text[..end]).Trim();
            var quantity = 1;
            if (!ProductRules.IsSku(sku) || (end >= 0 && !int.TryParse(text.AsSpan(end + 1).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out quantity)))
            {
                return null;
            }

            parts.Add(new(sku, quantity));
        }

        return parts;
    }

    /// <summary>Writes parts, each with its quantity.</summary>
    public static IReadOnlyList<string> Write(IEnumerable<BundlePart> parts) => [.. parts.Select(p => FormattableString.Invariant($"{p.Sku}{Times}{p.Quantity}"))];
}
