namespace Cartwright.Catalog;

/// <summary>The place of a product in a list: the value by which the list is sorted, and the id, which decides between equals.</summary>
internal readonly record struct ProductKey(string Value, Guid Id);
