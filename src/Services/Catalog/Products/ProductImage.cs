using Cartwright.Platform.OpenApi;

namespace Cartwright.Catalog;

/// <summary>An image of a product.</summary>
/// <param name="Url">Its URL: a path of this shop or an http(s) URL.</param>
/// <param name="Alt">Alternative text.</param>
public sealed record ProductImage(
    [property: Bounds(LengthMin = 1, LengthMax = ProductRules.UrlMax)] string Url, [property: Bounds(LengthMax = ProductRules.AltMax)] string? Alt = null);
