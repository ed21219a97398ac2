using Cartwright.Catalog.Evaluation;
using Cartwright.Demo;

namespace Cartwright.Commands;

/// <summary>The products of the demo shop as a search engine takes them in.</summary>
internal static class DemoSearchProducts
{
    public static IEnumerable<SearchedProduct> Of(DemoCatalog catalog)
    {
        var categories = catalog.Categories.ToDictionary(category => category.Slug);
        return catalog.Products.Select(product => new SearchedProduct(
            product.Sku,
            product.Name,
            product.Description,
            PathTo(product.Category, categories),
            product.Brand,
            product.Variants.Min(variant => variant.Price),
            "EUR",
            product.Tags,
            [.. product.Attributes.Concat(product.Variants.SelectMany(variant => variant.Options)).Distinct()],
            product.Variants.Any(variant => variant.Stock.Any(stock => stock.StockLevel > 0)),
            [.. product.Variants.Select(variant => variant.Sku).Where(sku => sku != product.Sku)]));
    }

    static string[] PathTo(string slug, Dictionary<string, DemoCategory> categories)
    {
        var category = categories[slug];
        return category.Parent is { } parent ? [.. PathTo(parent, categories), category.Name] : [category.Name];
    }
}
