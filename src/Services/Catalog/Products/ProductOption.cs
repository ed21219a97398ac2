namespace Cartwright.Catalog;

/// <summary>An option in which the variants of a product differ, such as the size.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its values in the order in which they are shown.</param>
public sealed record ProductOption(string Name, IReadOnlyList<string> Values);
