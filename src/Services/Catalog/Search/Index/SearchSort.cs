namespace Cartwright.Catalog;

/// <summary>The orders of search results.</summary>
internal enum SearchSort
{
    /// <summary>Best match first, then newest.</summary>
    Relevance,

    /// <summary>Newest first.</summary>
    Newest,

    /// <summary>Cheapest first, of products whose prices have one currency.</summary>
    Price,

    /// <summary>Dearest first, of products whose prices have one currency.</summary>
    PriceDescending,

    /// <summary>By name, from A.</summary>
    Name,

    /// <summary>By name, from Z.</summary>
    NameDescending,
}
