using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>A product whose row a transaction has changed in another way than by an edit of the whole.</summary>
internal sealed record AnnouncedProduct(Guid Id, string Name, string Category, bool Active, int Version, string Currency, string Categories)
{
    /// <summary>Its columns of <c>products p</c>.</summary>
    public const string Columns = $"p.id, p.name, p.category, p.active, p.version, p.currency, {ProductCategories.Json}";

    sealed record Variant(Guid ProductId, string Sku, decimal Price, bool IsBundle);

    /// <summary>Publishes <c>product.updated</c> of products, with one statement.</summary>
    public static async Task PublishAsync(UnitOfWork work, IReadOnlyList<AnnouncedProduct> products, CancellationToken cancellationToken)
    {
        var variants = (await work.QueryAsync<Variant>(
            "select product_id, sku, price, is_bundle from variants where product_id = any (@ids) order by product_id, position",
            new { ids = products.Select(p => p.Id).ToArray() },
            cancellationToken)).ToLookup(v => v.ProductId);
        foreach (var product in products)
        {
            work.Publish(new ProductUpdated(
                product.Id, product.Name, product.Category, product.Active, product.Version,
                [.. variants[product.Id].Select(v => new ProductVariant(v.Sku, v.Price, product.Currency, v.IsBundle))],
                ProductCategories.Distinct(JsonSerializer.Deserialize(product.Categories, CatalogJson.Default.IReadOnlyListString)!, product.Category)));
        }
    }
}
