using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.OpenApi;

namespace Cartwright.Catalog;

/// <summary>A part of a bundle.</summary>
/// <param name="Sku">Stock keeping unit of the part.</param>
/// <param name="Quantity">Units of the part in one bundle.</param>
internal sealed record BundlePart(string Sku, int Quantity);

/// <summary>A part of a bundle to create or replace.</summary>
/// <param name="Sku">Stock keeping unit of a variant that is no bundle, in the currency of the bundle.</param>
/// <param name="Quantity">Units of the part in one bundle, 1 to 100.</param>
public sealed record BundlePartRequest(
    [property: Required, Bounds(LengthMin = 1, LengthMax = ProductRules.SkuMax)] string Sku, [property: Bounds(Min = 1, Max = BundleRules.QuantityMax)] int Quantity = 1);

/// <summary>A part of a bundle.</summary>
/// <param name="Sku">Stock keeping unit of the part.</param>
/// <param name="ProductId">The product that it belongs to.</param>
/// <param name="Slug">The name of that product in addresses.</param>
/// <param name="Name">The name of that product.</param>
/// <param name="Options">The option values of the part by name.</param>
/// <param name="Quantity">Units of the part in one bundle.</param>
/// <param name="Price">The price of one unit of the part alone, in the currency of the bundle.</param>
public sealed record BundlePartResponse(
    string Sku, Guid ProductId, string Slug, string Name, IReadOnlyDictionary<string, string> Options, int Quantity, decimal Price)
{
    /// <summary>The parts of a bundle <c>v</c> as JSON, in order; null of another variant.</summary>
    internal const string Json =
        """
        case when v.is_bundle then (
            select json_agg(
                       json_build_object(
                           'sku', b.sku, 'productId', part.product_id, 'slug', coalesce(whole.slug, whole.id::text), 'name', whole.name, 'options', part.options,
                           'quantity', b.quantity, 'price', part.price)
                       order by b.position)
            from bundle_parts b join variants part on part.sku = b.sku join products whole on whole.id = part.product_id
            where b.variant_id = v.id) end
        """;
}
