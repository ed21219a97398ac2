namespace Cartwright.Catalog;

/// <summary>Counts the values of facets of the products that match.</summary>
/// <param name="facets">The values of the index.</param>
internal sealed class FacetCounting(IndexFacets facets)
{
    /// <summary>The most values of a facet that are answered, by count.</summary>
    public const int ValuesMax = 50;

    /// <summary>The most attributes that are answered, by count.</summary>
    public const int AttributesMax = 20;

    readonly int[] _prices = new int[PriceBands.Count];
    readonly int[] _stock = new int[2];
    int[] _categories = [];
    int[] _brands = [];
    int[] _attributes = [];
    FacetValues.Table _attributeTable = facets.Attributes.All;

    /// <summary>Makes room for the values of a further segment.</summary>
    public void Grow()
    {
        _attributeTable = facets.Attributes.All;
        Array.Resize(ref _categories, facets.Categories.All.Values.Count);
        Array.Resize(ref _brands, facets.Brands.All.Values.Count);
        Array.Resize(ref _attributes, _attributeTable.Values.Count);
    }

    /// <summary>Counts a product in all facets.</summary>
    public void AddAll(SegmentValues values)
    {
        AddCategories(values);
        AddBrand(values);
        AddPrice(values);
        AddStock(values);
        foreach (var attribute in values.Attributes)
        {
            _attributes[attribute]++;
        }
    }

    /// <summary>Counts a product in one facet, by its number in <see cref="SelectedFacets"/>.</summary>
    public void AddOne(SegmentValues values, int facet)
    {
        switch (facet)
        {
            case SelectedFacets.Category:
                AddCategories(values);
                break;
            case SelectedFacets.Brand:
                AddBrand(values);
                break;
            case SelectedFacets.Price:
                AddPrice(values);
                break;
            case SelectedFacets.Stock:
                AddStock(values);
                break;
            default:
                foreach (var attribute in values.Attributes)
                {
                    if (_attributeTable.Groups[attribute] == facet - SelectedFacets.FirstAttribute)
                    {
                        _attributes[attribute]++;
                    }
                }

                break;
        }
    }

    /// <summary>The counted values, the most frequent first.</summary>
    public FacetCounts Counts()
    {
        var attributes = Enumerable.Range(0, _attributes.Length).Where(number => _attributes[number] > 0)
            .GroupBy(number => _attributeTable.Groups[number])
            .OrderByDescending(group => group.Sum(number => (long)_attributes[number])).ThenBy(group => _attributeTable.GroupNames[group.Key], StringComparer.Ordinal)
            .Take(AttributesMax)
            .Select(group => KeyValuePair.Create(
                _attributeTable.GroupNames[group.Key],
                Top(group.Select(number => new FacetCount(AttributeFacet.Read(_attributeTable.Values[number]).Value, _attributes[number])), ValuesMax)));
        return new(
            Top(Counted(_categories, facets.Categories), int.MaxValue), Top(Counted(_brands, facets.Brands), ValuesMax), _prices, _stock[1], _stock[0], [.. attributes]);
    }

    void AddCategories(SegmentValues values)
    {
        foreach (var category in values.Categories)
        {
            _categories[category]++;
        }
    }

    void AddBrand(SegmentValues values)
    {
        if (values.Brand is var brand and >= 0)
        {
            _brands[brand]++;
        }
    }

    void AddPrice(SegmentValues values)
    {
        if (values.HasPriceCurrency)
        {
            _prices[PriceBands.Of(values.Price)]++;
        }
    }

    void AddStock(SegmentValues values) => _stock[values.InStock ? 1 : 0]++;

    static IEnumerable<FacetCount> Counted(int[] counts, FacetValues values)
    {
        var all = values.All.Values;
        return Enumerable.Range(0, counts.Length).Where(number => counts[number] > 0).Select(number => new FacetCount(all[number], counts[number]));
    }

    static IReadOnlyList<FacetCount> Top(IEnumerable<FacetCount> counts, int max) =>
        [.. counts.OrderByDescending(c => c.Count).ThenBy(c => c.Value, StringComparer.Ordinal).Take(max)];
}
