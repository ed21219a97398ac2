namespace Cartwright.Catalog;

/// <summary>An image of a product.</summary>
/// <param name="Url">Its URL: a path of this shop or an http(s) URL.</param>
/// <param name="Alt">Alternative text.</param>
public sealed record ProductImage(string Url, string? Alt = null);
