using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Cartwright.Catalog;

/// <summary>Reads the values of the products of one segment of the index. It stands at one product at a time.</summary>
/// <param name="reader">The segment.</param>
/// <param name="columns">Its values.</param>
/// <param name="priceCurrency">The currency of the prices that are counted.</param>
/// <param name="popularity">How popular products are.</param>
internal sealed class SegmentValues(AtomicReader reader, SegmentColumns columns, string priceCurrency, PopularitySteps popularity)
{
    /// <summary>A value that the product does not have.</summary>
    public const int None = -1;

    readonly SortedDocValues _sortName = reader.GetSortedDocValues(IndexFields.SortName) ?? DocValues.EMPTY_SORTED;
    readonly PriceCurrency _currency = PriceCurrency.Of(reader, priceCurrency);
    readonly BytesRef _bytes = new();
    readonly byte[] _steps = columns.StepsOf(popularity);
    int _document;

    /// <summary>The first half of its id.</summary>
    public long IdHigh => columns.IdsHigh[_document];

    /// <summary>The second half of its id.</summary>
    public long IdLow => columns.IdsLow[_document];

    /// <summary>Its price in minor units.</summary>
    public long Price => columns.Prices[_document];

    /// <summary>How popular it is, in the steps of <see cref="PopularitySteps"/>.</summary>
    public int PopularityStep => _steps[_document];

    /// <summary>Whether its price is in the currency that is counted.</summary>
    public bool HasPriceCurrency => _currency.IsOf(_document);

    /// <summary>Whether a unit can be ordered.</summary>
    public bool InStock => columns.InStock[_document];

    /// <summary>The number of its brand, or <see cref="None"/>.</summary>
    public int Brand => columns.Brands[_document];

    /// <summary>The numbers of its categories.</summary>
    public ReadOnlySpan<int> Categories => columns.CategoriesOf(_document);

    /// <summary>The numbers of its attributes with their values.</summary>
    public ReadOnlySpan<int> Attributes => columns.AttributesOf(_document);

    /// <summary>Moves to a product.</summary>
    public void Move(int document) => _document = document;

    /// <summary>The name by which it is sorted.</summary>
    public string ReadSortName()
    {
        _sortName.Get(_document, _bytes);
        return _bytes.Utf8ToString();
    }

    /// <summary>Whether the prices of a segment are in a currency. Most segments have one currency only.</summary>
    readonly record struct PriceCurrency(SortedDocValues Values, int Ordinal)
    {
        public static PriceCurrency Of(AtomicReader reader, string currency)
        {
            var values = reader.GetSortedDocValues(IndexFields.Currency) ?? DocValues.EMPTY_SORTED;
            return new(values, values.LookupTerm(new BytesRef(currency)));
        }

        public bool IsOf(int document) => Ordinal >= 0 && (Values.ValueCount == 1 || Values.GetOrd(document) == Ordinal);
    }
}
