using System.Buffers.Text;
using System.Globalization;
using System.Text;
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
    const int ProductNameMax = 200;

    /// <summary>Newest first: ids rise with time.</summary>
    public static readonly ProductSort Newest = new("newest", "p.id desc", "p.id < @afterId", _ => "");

    /// <summary>Cheapest first, of products whose prices have one currency.</summary>
    public static readonly ProductSort Price = new("price", "p.price, p.id", "(p.price, p.id) > (@afterKey::numeric, @afterId)", PriceOf);

    /// <summary>Dearest first, of products whose prices have one currency.</summary>
    public static readonly ProductSort PriceDescending =
        new("-price", "p.price desc, p.id desc", "(p.price, p.id) < (@afterKey::numeric, @afterId)", PriceOf);

    /// <summary>By name, from A.</summary>
    public static readonly ProductSort ByName =
        new("name", "lower(p.name), p.id", "(lower(p.name), p.id) > (lower(@afterKey), @afterId)", row => row.Name);

    /// <summary>By name, from Z.</summary>
    public static readonly ProductSort ByNameDescending =
        new("-name", "lower(p.name) desc, p.id desc", "(lower(p.name), p.id) < (lower(@afterKey), @afterId)", row => row.Name);

    /// <summary>Whether it compares prices, which have a meaning in one currency only.</summary>
    public bool ComparesPrices => this == Price || this == PriceDescending;

    bool ComparesNames => this == ByName || this == ByNameDescending;

    /// <summary>The order of a name that every list knows; null for another name.</summary>
    public static ProductSort? Find(string? name) => name switch
    {
        null or "" or "newest" => Newest,
        "price" => Price,
        "-price" => PriceDescending,
        "name" => ByName,
        "-name" => ByNameDescending,
        _ => null,
    };

    /// <summary>Reads which page a client asks for. An empty cursor is the first page.</summary>
    /// <returns>The problem to answer with (400); null when the request is fine.</returns>
    public ProblemHttpResult? Read(PageRequest request, out Page<ProductKey> page) =>
        new PageRequest { Limit = request.Limit, Cursor = request.Cursor is "" ? null : request.Cursor }
            .Read(3, Parse, key => [Name, ComparesNames ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key.Value)) : key.Value, key.Id.ToString("N")], out page);

    /// <summary>The place of a product in this order.</summary>
    public ProductKey KeyOf(ProductRow row) => new(Value(row), row.Id);

    ProductKey? Parse(string[] parts) =>
        parts[0] == Name && ValueOf(parts[1]) is { } value && Guid.TryParseExact(parts[2], "N", out var id) ? new(value, id) : null;

    string? ValueOf(string text)
    {
        if (!ComparesNames)
        {
            return IsValue(text) ? text : null;
        }

        // A name may hold the characters that divide a cursor.
        var name = Base64Url.IsValid(text) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)) : null;
        return name is { Length: <= ProductNameMax } && !name.Contains('\0', StringComparison.Ordinal) ? name : null;
    }

    bool IsValue(string text) =>
        this == Newest
            ? text.Length == 0
            : double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number) && number < 1e9;

    static string PriceOf(ProductRow row) => row.Price.ToString(CultureInfo.InvariantCulture);
}
