using Lucene.Net.Documents;
using Lucene.Net.Index;

namespace Cartwright.Catalog;

/// <summary>The names and kinds of the fields of the index.</summary>
internal static class IndexFields
{
    /// <summary>The id of the product, as a key.</summary>
    public const string Id = "id";

    /// <summary>The first eight bytes of the id, which rise with the time of its creation.</summary>
    public const string IdHigh = "id.high";

    /// <summary>The last eight bytes of the id.</summary>
    public const string IdLow = "id.low";

    /// <summary>The codes of a product, without separators.</summary>
    public const string Code = "code";

    /// <summary>The whole name, as words with a space between.</summary>
    public const string WholeName = "name.whole";

    /// <summary>The whole names of the categories, as stems with a space between.</summary>
    public const string WholeCategory = "category.whole";

    /// <summary>The words and stems by which typos are corrected.</summary>
    public const string Dictionary = "dictionary";

    /// <summary>The name by which products are sorted.</summary>
    public const string SortName = "sort.name";

    /// <summary>The price in minor units.</summary>
    public const string Price = "price";

    /// <summary>The currency of the price.</summary>
    public const string Currency = "currency";

    /// <summary>1 if a unit can be ordered now, else 0.</summary>
    public const string InStock = "stock";

    /// <summary>The version of the product.</summary>
    public const string Version = "version";

    /// <summary>The brand as a facet.</summary>
    public const string Brand = "facet.brand";

    /// <summary>The slugs of the categories as facets.</summary>
    public const string Category = "facet.category";

    /// <summary>The attributes as facets.</summary>
    public const string Attribute = "facet.attribute";

    /// <summary>The generation of the index in which the product was written.</summary>
    public const string Generation = "generation";

    /// <summary>A field whose words are only present or not.</summary>
    public static readonly FieldType Present = Freeze(new() { IsIndexed = true, IsTokenized = true, OmitNorms = true, IndexOptions = IndexOptions.DOCS_ONLY });

    /// <summary>A field whose words have positions, for phrases.</summary>
    public static readonly FieldType Placed =
        Freeze(new() { IsIndexed = true, IsTokenized = true, OmitNorms = true, IndexOptions = IndexOptions.DOCS_AND_FREQS_AND_POSITIONS });

    /// <summary>The words of a part of a product.</summary>
    public static string Words(MatchField field) => $"{field}.words";

    /// <summary>The stems of a part of a product.</summary>
    public static string Stems(MatchField field) => $"{field}.stems";

    /// <summary>The beginnings of the words of a part of a product.</summary>
    public static string Prefixes(MatchField field) => $"{field}.prefixes";

    static FieldType Freeze(FieldType type)
    {
        type.Freeze();
        return type;
    }
}
