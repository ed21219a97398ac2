namespace Cartwright.Catalog;

/// <summary>What an index contains, to be compared with the catalog.</summary>
/// <param name="Products">How many products.</param>
/// <param name="Digest">The sum over the products of the last 32 bits of the id times the version: equal indexes have equal ones.</param>
internal readonly record struct IndexDigest(int Products, decimal Digest)
{
    /// <summary>The same for the products of the catalog, in SQL.</summary>
    public const string OfCatalog =
        """
        select count(*)::int as products, coalesce(sum(('x' || right(id::text, 8))::bit(32)::bigint * version::numeric), 0) as digest
        from products where active
        """;

    /// <summary>The digest with one more product.</summary>
    /// <param name="idLow">The last eight bytes of its id.</param>
    /// <param name="version">Its version.</param>
    public IndexDigest Add(long idLow, int version) => new(Products + 1, Digest + ((decimal)(uint)idLow * version));
}
