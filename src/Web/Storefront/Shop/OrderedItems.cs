using System.Globalization;
using Cartwright.Storefront.Api;

namespace Cartwright.Storefront.Shop;

/// <summary>
/// What the checkout page showed, carried by its form: the order that is placed is the one that was seen, and the same
/// form sent twice asks for the same order even though the first one emptied the cart.
/// </summary>
internal static class OrderedItems
{
    public static string Write(IEnumerable<WantedItem> items) =>
        string.Join(' ', items.Select(x => string.Create(CultureInfo.InvariantCulture, $"{x.Quantity}*{Uri.EscapeDataString(x.Sku)}")));

    /// <summary>Reads what <see cref="Write"/> wrote; null when it was tampered with.</summary>
    public static IReadOnlyList<WantedItem>? Read(string? text)
    {
        var items = new List<WantedItem>();
        foreach (var part in (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('*') is not [var quantity, var sku]
                || !int.TryParse(quantity, NumberStyles.None, CultureInfo.InvariantCulture, out var units))
            {
                return null;
            }

            items.Add(new WantedItem(Uri.UnescapeDataString(sku), units));
        }

        return items.Count == 0 ? null : items;
    }
}
