using Lucene.Net.Index;

namespace Cartwright.Catalog;

/// <summary>
/// The values of all products of one segment of the index as arrays in memory, about 71 bytes per product: a search reads many of them per product that matches. A segment
/// never changes, so they are read once. Products that were removed since are still among them.
/// </summary>
internal sealed class SegmentColumns
{
    readonly int[] _categoryEnds;
    readonly int[] _categories;
    readonly int[] _attributeEnds;
    readonly int[] _attributes;

    volatile StepColumn? _steps;

    sealed record StepColumn(PopularitySteps Popularity, byte[] Steps);

    SegmentColumns(AtomicReader reader, IndexFacets facets)
    {
        IdsHigh = Numbers(reader, IndexFields.IdHigh);
        IdsLow = Numbers(reader, IndexFields.IdLow);
        Prices = Numbers(reader, IndexFields.Price);
        InStock = [.. Numbers(reader, IndexFields.InStock).Select(number => number != 0)];
        Versions = [.. Numbers(reader, IndexFields.Version).Select(number => (int)number)];
        Brands = Brand(reader, facets.Brands);
        (_categoryEnds, _categories) = Sets(reader, IndexFields.Category, facets.Categories);
        (_attributeEnds, _attributes) = Sets(reader, IndexFields.Attribute, facets.Attributes);
    }

    /// <summary>The first halves of the ids.</summary>
    public long[] IdsHigh { get; }

    /// <summary>The second halves of the ids.</summary>
    public long[] IdsLow { get; }

    /// <summary>The prices in minor units.</summary>
    public long[] Prices { get; }

    /// <summary>Whether a unit can be ordered.</summary>
    public bool[] InStock { get; }

    /// <summary>The versions of the products.</summary>
    public int[] Versions { get; }

    /// <summary>The numbers of the brands; <see cref="SegmentValues.None"/> for a product without.</summary>
    public int[] Brands { get; }

    /// <summary>
    /// The popularity of the products. The first call with a version looks up each product, which takes tens of milliseconds for a million: who changes the version calls
    /// it before searches do.
    /// </summary>
    public byte[] StepsOf(PopularitySteps popularity)
    {
        if (_steps is { } known && ReferenceEquals(known.Popularity, popularity))
        {
            return known.Steps;
        }

        var steps = new byte[IdsHigh.Length];
        if (popularity.ById.Count > 0)
        {
            for (var document = 0; document < steps.Length; document++)
            {
                steps[document] = (byte)popularity.Of(ProductDocument.IdOf(IdsHigh[document], IdsLow[document]));
            }
        }

        _steps = new(popularity, steps);
        return steps;
    }

    /// <summary>Reads a segment.</summary>
    public static SegmentColumns Read(AtomicReader reader, IndexFacets facets) => new(reader, facets);

    /// <summary>The numbers of the categories of a product.</summary>
    public ReadOnlySpan<int> CategoriesOf(int document) => Of(_categoryEnds, _categories, document);

    /// <summary>The numbers of the attributes of a product with their values.</summary>
    public ReadOnlySpan<int> AttributesOf(int document) => Of(_attributeEnds, _attributes, document);

    static ReadOnlySpan<int> Of(int[] ends, int[] numbers, int document)
    {
        var start = document == 0 ? 0 : ends[document - 1];
        return numbers.AsSpan(start, ends[document] - start);
    }

    static long[] Numbers(AtomicReader reader, string field)
    {
        var values = reader.GetNumericDocValues(field) ?? DocValues.EMPTY_NUMERIC;
        var numbers = new long[reader.MaxDoc];
        for (var document = 0; document < numbers.Length; document++)
        {
            numbers[document] = values.Get(document);
        }

        return numbers;
    }

    static int[] Brand(AtomicReader reader, FacetValues facet)
    {
        var values = reader.GetSortedDocValues(IndexFields.Brand) ?? DocValues.EMPTY_SORTED;
        var numbers = facet.NumbersOf(values.ValueCount, (ordinal, bytes) => values.LookupOrd((int)ordinal, bytes));
        var brands = new int[reader.MaxDoc];
        for (var document = 0; document < brands.Length; document++)
        {
            brands[document] = values.GetOrd(document) is var ordinal and >= 0 ? numbers[ordinal] : SegmentValues.None;
        }

        return brands;
    }

    static (int[] Ends, int[] Numbers) Sets(AtomicReader reader, string field, FacetValues facet)
    {
        var values = reader.GetSortedSetDocValues(field) ?? DocValues.EMPTY_SORTED_SET;
        var numbers = facet.NumbersOf(values.ValueCount, values.LookupOrd);
        var ends = new int[reader.MaxDoc];
        var all = new List<int>(reader.MaxDoc);
        for (var document = 0; document < ends.Length; document++)
        {
            var start = all.Count;
            values.SetDocument(document);
            while (values.NextOrd() is var ordinal && ordinal != SortedSetDocValues.NO_MORE_ORDS)
            {
                // Two spellings of a value have one number: the product has it once.
                if (all.IndexOf(numbers[ordinal], start) < 0)
                {
                    all.Add(numbers[ordinal]);
                }
            }

            ends[document] = all.Count;
        }

        return (ends, [.. all]);
    }
}
