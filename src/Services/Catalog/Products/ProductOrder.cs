using System.Globalization;
using Cartwright.Platform.Http;

namespace Cartwright.Catalog;

/// <summary>An order of products and how to go on after one of them (keyset). The id decides between equals.</summary>
internal sealed record ProductOrder(string Name, string OrderBy, string After, Func<ProductRow, string> Key)
{
    /// <summary>Newest first: ids rise with time.</summary>
    public static readonly ProductOrder Newest = new("newest", "p.id desc", "p.id < @afterId", _ => "");

    /// <summary>Cheapest first.</summary>
    public static readonly ProductOrder Price = new("price", "p.price, p.id", "(p.price, p.id) > (@afterKey::numeric, @afterId)", PriceOf);

    /// <summary>Dearest first.</summary>
    public static readonly ProductOrder PriceDescending =
        new("-price", "p.price desc, p.id desc", "(p.price, p.id) < (@afterKey::numeric, @afterId)", PriceOf);

    /// <summary>Best match first.</summary>
    public static readonly ProductOrder Relevance = new(
        "relevance", "p.rank desc, p.id desc", "(p.rank, p.id) < (@afterKey::real, @afterId)", row => row.Rank.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The cursor that asks for what follows a product.</summary>
    public string CursorAfter(ProductRow row) => PageCursor.Encode(Name, Key(row), row.Id.ToString("N"));

    /// <summary>Reads a cursor of this order; none at all is the first page.</summary>
    /// <returns>False when it is not a cursor of this order.</returns>
    public bool TryRead(string? cursor, out (string Key, Guid Id)? after)
    {
        after = null;
        if (string.IsNullOrEmpty(cursor))
        {
            return true;
        }

        if (!PageCursor.TryDecode(cursor, 3, out var parts) || parts[0] != Name || !Guid.TryParseExact(parts[2], "N", out var id) || !IsKey(parts[1]))
        {
            return false;
        }

        after = (parts[1], id);
        return true;
    }

    bool IsKey(string text) =>
        this == Newest
            ? text.Length == 0
            : double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number) && number < 1e9;

    static string PriceOf(ProductRow row) => row.Price.ToString(CultureInfo.InvariantCulture);
}
