using System.Globalization;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Catalog;

/// <summary>A sort order of products, paged by keyset.</summary>
/// <param name="Name">The name that clients use; part of each cursor.</param>
/// <param name="OrderBy">The SQL that sorts.</param>
/// <param name="After">The SQL that selects the products after a key.</param>
/// <param name="Value">The value by which a product is sorted.</param>
internal sealed record ProductSort(string Name, string OrderBy, string After, Func<ProductRow, string> Value)
{
    /// <summary>Newest first: ids rise with time.</summary>
    public static readonly ProductSort Newest = new("newest", "p.id desc", "p.id < @afterId", _ => "");

    /// <summary>Cheapest first.</summary>
    public static readonly ProductSort Price = new("price", "p.price, p.id", "(p.price, p.id) > (@afterKey::numeric, @afterId)", PriceOf);

    /// <summary>Dearest first.</summary>
    public static readonly ProductSort PriceDescending =
        new("-price", "p.price desc, p.id desc", "(p.price, p.id) < (@afterKey::numeric, @afterId)", PriceOf);

    /// <summary>Best match first.</summary>
    public static readonly ProductSort Relevance = new(
        "relevance", "p.rank desc, p.id desc", "(p.rank, p.id) < (@afterKey::real, @afterId)", row => row.Rank.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Reads which page a client asks for. An empty cursor is the first page.</summary>
    /// <returns>The problem to answer with (400); null when the request is fine.</returns>
    public ProblemHttpResult? Read(PageRequest request, out Page<ProductKey> page) =>
        new PageRequest { Limit = request.Limit, Cursor = request.Cursor is "" ? null : request.Cursor }
            .Read(3, Parse, key => [Name, key.Value, key.Id.ToString("N")], out page);

    /// <summary>The place of a product in this order.</summary>
    public ProductKey KeyOf(ProductRow row) => new(Value(row), row.Id);

    ProductKey? Parse(string[] parts) =>
        parts[0] == Name && IsValue(parts[1]) && Guid.TryParseExact(parts[2], "N", out var id) ? new(parts[1], id) : null;

    bool IsValue(string text) =>
        this == Newest
            ? text.Length == 0
            : double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number) && number < 1e9;

    static string PriceOf(ProductRow row) => row.Price.ToString(CultureInfo.InvariantCulture);
}
