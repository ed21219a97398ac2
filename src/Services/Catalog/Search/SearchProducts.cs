using System.Buffers.Text;
using System.Globalization;
using System.Security.Claims;
using System.Text;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Catalog;

/// <summary>Searches products by words and facets, in the index of this instance. Prices and stock of the answer come from the database.</summary>
internal sealed class SearchProducts(
    ProductSearch search, WordReader words, CatalogCache cache, Database database, ProductReading reading, PastQueries queries)
{
    /// <summary>How long a request waits for the first index.</summary>
    public static readonly TimeSpan BuildWait = TimeSpan.FromSeconds(5);

    static readonly TimeSpan BuildRetry = TimeSpan.FromSeconds(5);

    /// <summary>503: there is no index yet.</summary>
    public static IResult IndexIsBuilt() => Problems.RetryLater(StatusCodes.Status503ServiceUnavailable, "The search index is being built.", BuildRetry);

    /// <summary>Answers a search.</summary>
    public static Task<IResult> HandleAsync(
        [AsParameters] PageRequest page, [AsParameters] SearchRequest request, QueryNumber? priceMin, QueryNumber? priceMax, HttpRequest http, ClaimsPrincipal user,
        SearchProducts products, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        var query = request.Read(priceMin?.Value, priceMax?.Value, http.Query, products.Currency, errors);
        return errors.Count > 0
            ? Task.FromResult<IResult>(Problems.Invalid(errors))
            : products.AnswerAsync(page, query, request.Explain is true, user, cancellationToken);
    }

    string Currency => reading.Currency;

    async Task<IResult> AnswerAsync(PageRequest pageRequest, SearchQuery query, bool explains, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (ReadPage(pageRequest, query.Sort, out var page) is { } problem)
        {
            return problem;
        }

        if (explains && !user.Has(Permission.ManageCatalog))
        {
            return Problems.Forbidden("Only staff who manage the catalog see why products stand where they do.");
        }

        if (await search.FindAsync(BuildWait, cancellationToken) is not { } index)
        {
            return IndexIsBuilt();
        }

        query = query with { After = page.After, Take = page.Take };
        if (explains)
        {
            return await LoadAsync(index, query, page, explains, cancellationToken) is { } explained ? explained.ForStaff() : UnknownCategory();
        }

        return (IResult?)await cache.GetSearchAsync(
            KeyOf(query, pageRequest.Cursor), token => LoadAsync(index, query, page, explains, token), cancellationToken) ?? UnknownCategory();
    }

    /// <returns>Null if there is no such category.</returns>
    async Task<PublicAnswer?> LoadAsync(
        IProductIndex index, SearchQuery query, Page<ProductKey> page, bool explains, CancellationToken cancellationToken)
    {
        var found = index.Search(query);
        if (found.Total == 0 && await new ProductFilter(query.Selection.Category, null).IsOfUnknownCategoryAsync(database, cancellationToken))
        {
            return null;
        }

        if (query is { Text: { } text, After: null } && !explains)
        {
            queries.Count(text, found);
        }

        var (hits, nextCursor) = page.Cut(found.Hits, hit => hit.Key);
        var products = await reading.ListAsync(hits, cancellationToken);
        var explanations = explains ? Explanations(index, query, hits) : null;
        return CatalogCache.Found(new(
            products, nextCursor, found.Total, query.Currency, FacetsOf(found.Facets, query), found.Dropped,
            [.. found.Corrected.Select(c => new CorrectionResponse(c.Key, c.Value))],
            query.Text is null ? [] : [.. products.Select(p => Highlighting.Of(p, found.Matched, words)).OfType<HighlightResponse>()],
            explanations));
    }

    static List<ExplanationResponse> Explanations(IProductIndex index, SearchQuery query, IReadOnlyList<SearchHit> hits) =>
        [.. index.Explain(query, [.. hits.Select(h => h.Id)]).Zip(hits, (explanation, hit) => new ExplanationResponse(hit.Id, hit.Rank, hit.Popularity, explanation.Reasons))];

    SearchFacetsResponse? FacetsOf(FacetCounts? counts, SearchQuery query)
    {
        if (counts is null)
        {
            return null;
        }

        var currency = Contracts.Currency.Of(query.PriceCurrency);
        return new(
            [.. counts.Categories.Select(c => search.Categories.GetValueOrDefault(c.Value) is { } node
                ? new CategoryFacetResponse(node.Slug, node.Name, node.Parent, c.Count)
                : new CategoryFacetResponse(c.Value, c.Value, null, c.Count))],
            Values(counts.Brands),
            [.. counts.Prices.Index().Where(p => p.Item > 0).Select(p =>
            {
                var (min, below) = PriceBands.Limits(p.Index, currency);
                return new PriceFacetResponse(min, below, currency.Code, p.Item);
            })],
            new(counts.InStock, counts.SoldOut),
            [.. counts.Attributes.Select(a =>
            {
                var declared = search.Titles.Find(a.Key, query.Selection.Category);
                return new AttributeFacetResponse(a.Key, Values(a.Value), declared?.Label, declared?.Unit);
            })]);
    }

    static IReadOnlyList<FacetValueResponse> Values(IReadOnlyList<FacetCount> counts) => [.. counts.Select(c => new FacetValueResponse(c.Value, c.Count))];

    static ProblemHttpResult UnknownCategory() => Problems.Invalid("category", ProductFilter.UnknownCategory);

    static ProblemHttpResult? ReadPage(PageRequest request, SearchSort sort, out Page<ProductKey> page)
    {
        // A cursor of an earlier version names a rank without popularity.
        var name = sort == SearchSort.Relevance ? "search by relevance and popularity" : $"search {sort}";
        return new PageRequest { Limit = request.Limit, Cursor = request.Cursor is "" ? null : request.Cursor }.Read(
            3,
            parts => parts[0] == name && Guid.TryParseExact(parts[2], "N", out var id) && ValueOf(sort, parts[1]) is { } value ? new ProductKey(value, id) : null,
            // A name may hold the characters that divide a cursor.
            key => [name, HitQueue.HasNames(sort) ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key.Value)) : key.Value, key.Id.ToString("N")],
            out page);
    }

    static string? ValueOf(SearchSort sort, string text)
    {
        if (!HitQueue.HasNames(sort))
        {
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? text : null;
        }

        var name = Base64Url.IsValid(text) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)) : null;
        return name is { Length: <= ProductDocument.SortNameMax } ? name : null;
    }

    static string KeyOf(SearchQuery query, string? cursor)
    {
        var selection = query.Selection;
        return string.Join('\n',
        [
            $"{query.Sort} {query.Take} {query.Currency} {selection.PriceMin} {selection.PriceMax} {selection.InStock} {query.WithFacets} {cursor}",
            query.Text?.Typed ?? "", selection.Category ?? "", .. selection.Brands.Select(b => $"brand {b}"),
            .. selection.Attributes.SelectMany(a => a.Value.Select(value => AttributeFacet.Of(new(a.Key, value)))),
        ]);
    }
}
