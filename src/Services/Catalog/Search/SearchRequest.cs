using Cartwright.Platform.OpenApi;
using Microsoft.AspNetCore.Mvc;

namespace Cartwright.Catalog;

/// <summary>What a client searches, as parameters of the query. Those that begin with <see cref="AttributePrefix"/> select values of attributes.</summary>
internal sealed class SearchRequest
{
    /// <summary>The beginning of the names of parameters that select values of attributes.</summary>
    public const string AttributePrefix = "attributes.";

    const int TextMax = 200;
    const int ValueMax = 100;
    const int ValuesMax = 50;
    const int FacetsMax = 10;
    const decimal PriceBound = 1_000_000_000m;

    /// <summary>Words, phrases in quotes, and words to leave out after a dash.</summary>
    [FromQuery(Name = "q")]
    [Bounds(LengthMax = TextMax)]
    public string? Text { get; init; }

    /// <summary>The slug of a category.</summary>
    [FromQuery(Name = "category")]
    public string? Category { get; init; }

    /// <summary>Brands: products of any of them.</summary>
    [FromQuery(Name = "brand")]
    public string[]? Brand { get; init; }

    /// <summary>The currency of the prices, ISO 4217.</summary>
    [FromQuery(Name = "currency")]
    public string? Currency { get; init; }

    /// <summary>Only products of which a unit can be ordered now.</summary>
    [FromQuery(Name = "inStock")]
    public bool? InStock { get; init; }

    /// <summary>The order of the results.</summary>
    [FromQuery(Name = "sort")]
    [OneOf("relevance", "newest", "price", "-price", "name", "-name")]
    public string? Sort { get; init; }

    /// <summary>Whether the values of facets are counted; they are unless this is false.</summary>
    [FromQuery(Name = "facets")]
    public bool? Facets { get; init; }

    /// <summary>Whether the answer says why each product stands where it does; for staff.</summary>
    [FromQuery(Name = "explain")]
    public bool? Explain { get; init; }

    /// <summary>Reads a search, without its page.</summary>
    /// <param name="priceMin">The least price.</param>
    /// <param name="priceMax">The highest price.</param>
    /// <param name="query">All parameters.</param>
    /// <param name="shopCurrency">The currency in which prices are compared if the client names none.</param>
    /// <param name="errors">Receives the errors by field.</param>
    public SearchQuery Read(
        decimal? priceMin, decimal? priceMax, IQueryCollection query, string shopCurrency, Dictionary<string, string[]> errors)
    {
        void AddError(string field, string message) => errors[field] = [message];

        if (Text is { Length: > TextMax } || Text?.Contains('\0', StringComparison.Ordinal) is true)
        {
            AddError("q", $"A search has at most {TextMax} characters.");
        }

        foreach (var (field, price) in new[] { ("priceMin", priceMin), ("priceMax", priceMax) })
        {
            if (price is < 0 or >= PriceBound)
            {
                AddError(field, "This is no price.");
            }
        }

        var text = SearchText.Read(Text);
        var sort = SortOf(Sort, text is not null);
        if (sort is null)
        {
            AddError("sort", "Products are sorted by relevance, newest, price, -price, name or -name.");
        }

        var comparesPrices = priceMin is not null || priceMax is not null || sort is SearchSort.Price or SearchSort.PriceDescending;
        var filter = ProductFilter.Read(Category, Currency, shopCurrency, comparesPrices, AddError);
        CheckValues("brand", Brand ?? [], AddError);
        var attributes = Attributes(query, AddError);
        if (errors.Count > 0)
        {
            return new(null, SearchSelection.None, null, shopCurrency, default, null, 0, false);
        }

        var currency = Contracts.Currency.Of(filter.Currency ?? shopCurrency);
        var selection = new SearchSelection(
            string.IsNullOrEmpty(Category) ? null : Category, Brand ?? [],
            priceMin is { } min ? PriceBands.MinorUnits(min, currency, up: true) : null,
            priceMax is { } max ? PriceBands.MinorUnits(max, currency) : null,
            InStock is true, attributes);
        return new(text, selection, filter.Currency, currency.Code, sort!.Value, null, 0, Facets is not false);
    }

    // Without words all products are equally relevant.
    static SearchSort? SortOf(string? name, bool hasText) => name switch
    {
        null or "" or "relevance" => hasText ? SearchSort.Relevance : SearchSort.Newest,
        "newest" => SearchSort.Newest,
        "price" => SearchSort.Price,
        "-price" => SearchSort.PriceDescending,
        "name" => SearchSort.Name,
        "-name" => SearchSort.NameDescending,
        _ => null,
    };

    static List<KeyValuePair<string, IReadOnlyList<string>>> Attributes(IQueryCollection query, Action<string, string> addError)
    {
        var selected = new List<KeyValuePair<string, IReadOnlyList<string>>>();
        foreach (var (name, values) in query.Where(p => p.Key.StartsWith(AttributePrefix, StringComparison.OrdinalIgnoreCase)))
        {
            if (name.Length == AttributePrefix.Length || name.Length > AttributePrefix.Length + ValueMax || name.Contains('\0', StringComparison.Ordinal))
            {
                addError(name, $"The name of an attribute has 1 to {ValueMax} characters.");
            }
            else if (selected.Count == FacetsMax)
            {
                addError(name, $"At most {FacetsMax} attributes can be selected.");
            }
            else
            {
                CheckValues(name, [.. values.Select(v => v ?? "")], addError);
                selected.Add(new(name[AttributePrefix.Length..], [.. values.Select(v => v ?? "")]));
            }
        }

        return [.. selected.OrderBy(s => s.Key, StringComparer.OrdinalIgnoreCase)];
    }

    static void CheckValues(string field, IReadOnlyList<string> values, Action<string, string> addError)
    {
        if (values.Count > ValuesMax || values.Any(v => v.Length is 0 or > ValueMax || v.Contains('\0', StringComparison.Ordinal)))
        {
            addError(field, $"At most {ValuesMax} values can be selected, each of 1 to {ValueMax} characters.");
        }
    }
}
