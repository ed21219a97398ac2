using System.ComponentModel;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Microsoft.AspNetCore.Mvc;

namespace Cartwright.Catalog;

/// <summary>Suggests products, categories and searches while a customer types.</summary>
internal sealed class SuggestProducts(ProductSearch search, PastQueries queries, ProductReading products, CategoryNames categories, CatalogCache cache)
{
    const int TextMin = 2;
    const int TextMax = 200;
    const int LimitMax = 10;
    const int LimitDefault = 6;
    const int CategoriesMax = 3;

    /// <summary>Answers what fits the text; nothing for less than two letters.</summary>
    public static async Task<IResult> HandleAsync(
        [FromQuery(Name = "q")] [Bounds(LengthMax = TextMax)] [Description("What was typed so far.")] string? text,
        [Bounds(Min = 1, Max = LimitMax)] [Description("The most products, and the most searches.")] int? limit,
        SuggestProducts suggestions, CancellationToken cancellationToken)
    {
        if (text is { Length: > TextMax } || text?.Contains('\0', StringComparison.Ordinal) is true)
        {
            return Problems.Invalid("q", $"A search has at most {TextMax} characters.");
        }

        return limit is < 1 or > LimitMax
            ? Problems.Invalid("limit", $"The limit must be 1 to {LimitMax}.")
            : await suggestions.AnswerAsync(text ?? "", limit ?? LimitDefault, cancellationToken);
    }

    async Task<IResult> AnswerAsync(string typed, int limit, CancellationToken cancellationToken)
    {
        if (await search.FindAsync(SearchProducts.BuildWait, cancellationToken) is not { } index)
        {
            return SearchProducts.IndexIsBuilt();
        }

        return (IResult)(await cache.GetSearchAsync(
            $"suggest {limit}\n{typed}",
            async token => CatalogCache.Suggested(
                SearchText.Read(typed) is { Typed.Length: >= TextMin } text ? await SuggestAsync(index, text, limit, token) : SuggestResponse.None),
            cancellationToken))!;
    }

    async Task<SuggestResponse> SuggestAsync(IProductIndex index, SearchText text, int limit, CancellationToken cancellationToken)
    {
        var found = index.Search(new(text, SearchSelection.None, null, products.Currency, SearchSort.Relevance, null, limit, WithFacets: false));
        // Products that lack a word are not what the customer is typing.
        var shown = found.Dropped.Count > 0 ? [] : await products.ListAsync(found.Hits, cancellationToken);
        return new(
            [.. shown.Select(p => new SuggestedProductResponse(p.Id, p.Name, p.Slug, p.Price, p.Currency, p.Images.Count > 0 ? p.Images[0] : null))],
            [.. categories.Find(text.Typed).Where(c => index.HasProductsIn(c.Slug)).Take(CategoriesMax)
                .Select(c => new SuggestedCategoryResponse(c.Slug, c.Name, c.Path.Count > 1 ? c.Path[^2].Name : null))],
            queries.Find(text.Typed, limit));
    }
}
