namespace Cartwright.Catalog;

/// <summary>A search index that is not what the catalog is.</summary>
/// <param name="Instance">The instance of the index.</param>
/// <param name="Indexed">How many products the index contains.</param>
/// <param name="Stored">How many active products the catalog has. If it is the same number, versions differ.</param>
public sealed record IndexDiscrepancy(Guid Instance, int Indexed, int Stored);
