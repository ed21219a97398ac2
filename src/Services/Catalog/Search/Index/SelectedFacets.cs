namespace Cartwright.Catalog;

/// <summary>What a customer selected, as numbers of the index. The facets have numbers: those of the attributes come last.</summary>
/// <param name="selection">The selection.</param>
/// <param name="facets">The values of the index.</param>
internal sealed class SelectedFacets(SearchSelection selection, IndexFacets facets)
{
    /// <summary>The facet of categories.</summary>
    public const int Category = 0;

    /// <summary>The facet of brands.</summary>
    public const int Brand = 1;

    /// <summary>The facet of prices.</summary>
    public const int Price = 2;

    /// <summary>The facet of availability.</summary>
    public const int Stock = 3;

    /// <summary>The facet of the attribute whose group has the number 0; those of other groups follow.</summary>
    public const int FirstAttribute = 4;

    readonly bool _hasPrice = selection.PriceMin is not null || selection.PriceMax is not null;
    int _category;
    int[] _brands = [];
    (int Facet, int[] Values)[] _attributes = [];

    /// <summary>Looks up the numbers again, because a further segment may have brought values.</summary>
    public void Refresh()
    {
        _category = selection.Category is null ? SegmentValues.None : facets.Categories.Find(selection.Category);
        _brands = [.. selection.Brands.Select(facets.Brands.Find).Where(brand => brand != SegmentValues.None)];
        _attributes =
        [
            .. selection.Attributes.Select(a =>
                (FacetOf(a.Key), a.Value.Select(value => facets.Attributes.Find(AttributeFacet.Of(new(a.Key, value)))).ToArray())),
        ];
    }

    /// <summary>Compares a product with the selection.</summary>
    /// <param name="values">The product.</param>
    /// <param name="fails">How many facets it fails: 0, 1, or 2 for more.</param>
    /// <returns>The number of the facet that it fails.</returns>
    public int FirstFailed(SegmentValues values, out int fails)
    {
        fails = 0;
        var failed = SegmentValues.None;
        if (selection.Category is not null && !values.Categories.Contains(_category))
        {
            failed = Category;
            fails++;
        }

        if (selection.Brands.Count > 0 && !_brands.AsSpan().Contains(values.Brand))
        {
            failed = Brand;
            fails++;
        }

        if (_hasPrice && (values.Price < selection.PriceMin || values.Price > selection.PriceMax))
        {
            failed = Price;
            fails++;
        }

        if (selection.InStock && !values.InStock)
        {
            failed = Stock;
            fails++;
        }

        for (var i = 0; i < _attributes.Length && fails < 2; i++)
        {
            if (!values.Attributes.ContainsAny(_attributes[i].Values))
            {
                failed = _attributes[i].Facet;
                fails++;
            }
        }

        return failed;
    }

    // An attribute that no product has is a facet without values.
    int FacetOf(string attribute) => facets.Attributes.FindGroup(attribute) is var group and >= 0 ? FirstAttribute + group : int.MaxValue;
}
