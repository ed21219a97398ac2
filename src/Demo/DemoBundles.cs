using System.Globalization;

namespace Cartwright.Demo;

/// <summary>A set of demo products that costs less than its parts.</summary>
/// <param name="Sku">Its SKU.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its description.</param>
/// <param name="DiscountPercent">What is taken off the sum of its parts.</param>
/// <param name="Parts">The products with the variants and units of them; the set has the category, the brand and the main picture of the first.</param>
internal sealed record DemoBundle(
    string Sku, string Name, string Description, int DiscountPercent, IReadOnlyList<(DemoProduct Product, DemoVariant Variant, int Quantity)> Parts);

/// <summary>The sets of the demo shop. They are no products of <see cref="DemoCatalog"/>, because they have no stock of their own.</summary>
internal static class DemoBundles
{
    // A set is on sale until its scarcest part is sold out.
    const int StockMin = 20;

    /// <summary>Composes the sets of products.</summary>
    public static IReadOnlyList<DemoBundle> Of(DemoCatalog catalog) =>
    [
        Set(catalog, "SET-BREAKFAST", "Breakfast Set", 15, ("kettles", 1), ("mugs", 4)),
        Set(catalog, "SET-KITCHEN", "First Kitchen Set", 12, ("pans", 1), ("pots", 1), ("kitchen-knives", 2)),
        Set(catalog, "SET-COFFEE", "Coffee Corner Set", 10, ("coffee-makers", 1), ("mugs", 2), ("glasses", 2)),
    ];

    static DemoBundle Set(DemoCatalog catalog, string sku, string name, int discountPercent, params (string Category, int Quantity)[] parts)
    {
        (DemoProduct Product, DemoVariant Variant, int Quantity)[] chosen =
        [
            .. parts.Select(part =>
            {
                var product = catalog.Products.First(p => p.Category == part.Category && p.Variants[0].Stock.Sum(s => s.StockLevel) >= StockMin * part.Quantity);
                return (product, product.Variants[0], part.Quantity);
            }),
        ];
        var list = string.Join(", ", chosen.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Quantity} × {part.Product.Name}")));
        return new(sku, $"{chosen[0].Product.Brand} {name}", $"Everything in one box, for less than the parts alone: {list}.", discountPercent, chosen);
    }
}
