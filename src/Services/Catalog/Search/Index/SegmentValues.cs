using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Cartwright.Catalog;

/// <summary>Reads the values of the products of one segment of the index. It stands at one product at a time.</summary>
internal sealed class SegmentValues
{
    /// <summary>A value that the product does not have.</summary>
    public const int None = -1;

    // A product has fewer: its fields are bounded.
    const int ManyMax = 2048;

    readonly NumericDocValues _idHigh;
    readonly NumericDocValues _idLow;
    readonly NumericDocValues _price;
    readonly NumericDocValues _inStock;
    readonly SortedDocValues _currency;
    readonly SortedDocValues _sortName;
    readonly SortedDocValues _brands;
    readonly SortedSetDocValues _categories;
    readonly SortedSetDocValues _attributes;
    readonly int[] _brandNumbers;
    readonly int[] _categoryNumbers;
    readonly int[] _attributeNumbers;
    readonly int _priceCurrency;
    readonly int[] _category = new int[ManyMax];
    readonly int[] _attribute = new int[ManyMax];
    readonly BytesRef _bytes = new();
    int _document;

    /// <param name="reader">The segment.</param>
    /// <param name="facets">The numbers of values over all segments.</param>
    /// <param name="priceCurrency">The currency of the prices that are counted.</param>
    public SegmentValues(AtomicReader reader, IndexFacets facets, string priceCurrency)
    {
        _idHigh = Numbers(reader, IndexFields.IdHigh);
        _idLow = Numbers(reader, IndexFields.IdLow);
        _price = Numbers(reader, IndexFields.Price);
        _inStock = Numbers(reader, IndexFields.InStock);
        _currency = Texts(reader, IndexFields.Currency);
        _sortName = Texts(reader, IndexFields.SortName);
        _brands = Texts(reader, IndexFields.Brand);
        _categories = Sets(reader, IndexFields.Category);
        _attributes = Sets(reader, IndexFields.Attribute);
        var segment = reader.CoreCacheKey;
        _brandNumbers = facets.Brands.NumbersOf(segment, _brands.ValueCount, (ordinal, bytes) => _brands.LookupOrd((int)ordinal, bytes));
        _categoryNumbers = facets.Categories.NumbersOf(segment, _categories.ValueCount, _categories.LookupOrd);
        _attributeNumbers = facets.Attributes.NumbersOf(segment, _attributes.ValueCount, _attributes.LookupOrd);
        _priceCurrency = _currency.LookupTerm(new BytesRef(priceCurrency));
    }

    /// <summary>The first half of its id.</summary>
    public long IdHigh => _idHigh.Get(_document);

    /// <summary>The second half of its id.</summary>
    public long IdLow => _idLow.Get(_document);

    /// <summary>Its price in minor units.</summary>
    public long Price => _price.Get(_document);

    /// <summary>Whether its price is in the currency that is counted.</summary>
    public bool HasPriceCurrency => _priceCurrency >= 0 && _currency.GetOrd(_document) == _priceCurrency;

    /// <summary>Whether a unit can be ordered.</summary>
    public bool InStock => _inStock.Get(_document) != 0;

    /// <summary>The number of its brand, or <see cref="None"/>.</summary>
    public int Brand => _brands.GetOrd(_document) is var ordinal and >= 0 ? _brandNumbers[ordinal] : None;

    /// <summary>The numbers of its categories.</summary>
    public ReadOnlySpan<int> Categories => _category.AsSpan(0, CategoryCount);

    /// <summary>The numbers of its attributes with their values.</summary>
    public ReadOnlySpan<int> Attributes => _attribute.AsSpan(0, AttributeCount);

    int CategoryCount { get; set; }

    int AttributeCount { get; set; }

    /// <summary>Moves to a product.</summary>
    public void Move(int document)
    {
        _document = document;
        CategoryCount = Read(_categories, _categoryNumbers, _category);
        AttributeCount = Read(_attributes, _attributeNumbers, _attribute);
    }

    /// <summary>The name by which it is sorted.</summary>
    public string ReadSortName()
    {
        _sortName.Get(_document, _bytes);
        return _bytes.Utf8ToString();
    }

    int Read(SortedSetDocValues values, int[] numbers, int[] into)
    {
        values.SetDocument(_document);
        var count = 0;
        while (count < ManyMax && values.NextOrd() is var ordinal && ordinal != SortedSetDocValues.NO_MORE_ORDS)
        {
            into[count++] = numbers[ordinal];
        }

        return count;
    }

    static NumericDocValues Numbers(AtomicReader reader, string field) => reader.GetNumericDocValues(field) ?? DocValues.EMPTY_NUMERIC;

    static SortedDocValues Texts(AtomicReader reader, string field) => reader.GetSortedDocValues(field) ?? DocValues.EMPTY_SORTED;

    static SortedSetDocValues Sets(AtomicReader reader, string field) => reader.GetSortedSetDocValues(field) ?? DocValues.EMPTY_SORTED_SET;
}
