using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;

namespace Cartwright.Catalog;

/// <summary>What staff adds to the product search; it replaces what was there before.</summary>
/// <param name="Synonyms">Groups of phrases that mean the same, at most 500.</param>
/// <param name="StopWords">Words to ignore, beside those of the languages, at most 500.</param>
/// <param name="Pins">Products that come first, or are hidden, in the results of one search each, at most 200.</param>
public sealed record SearchRulesRequest(
    [property: Required, NoNulls, Bounds(LengthMax = SearchRulesReader.GroupsMax)] IReadOnlyList<SynonymGroup> Synonyms,
    [property: Required, NoNulls, Bounds(LengthMax = SearchRulesReader.StopWordsMax)] IReadOnlyList<string> StopWords,
    [property: Required, NoNulls, Bounds(LengthMax = SearchRulesReader.PinsMax)] IReadOnlyList<PinnedQuery> Pins);

/// <summary>Phrases that mean the same: a search for one finds the others.</summary>
/// <param name="Phrases">2 to 20 phrases, each of 1 to 5 words and at most 100 characters.</param>
public sealed record SynonymGroup(
    [property: Required, NoNulls, Bounds(LengthMin = SearchRulesReader.PhrasesMin, LengthMax = SearchRulesReader.PhrasesMax)] IReadOnlyList<string> Phrases);

/// <summary>The products that staff chose for a search.</summary>
/// <param name="Query">The words of the search, in order; capital letters and accents do not matter. At most 100 characters.</param>
/// <param name="First">The products that come first, in order, at most 50. One that is not in the catalog has no effect.</param>
/// <param name="Hidden">The products that are not shown, at most 50.</param>
public sealed record PinnedQuery(
    [property: Required, Bounds(LengthMin = 1, LengthMax = SearchRulesReader.TextMax)] string Query,
    [property: Required, Bounds(LengthMax = SearchRulesReader.ProductsMax)] IReadOnlyList<Guid> First,
    [property: Required, Bounds(LengthMax = SearchRulesReader.ProductsMax)] IReadOnlyList<Guid> Hidden);

/// <summary>What staff added to the product search.</summary>
/// <param name="Version">Rises by one with each edit.</param>
/// <param name="EditedAt">When it was last edited.</param>
/// <param name="Synonyms">Groups of phrases that mean the same.</param>
/// <param name="StopWords">Words to ignore, beside those of the languages.</param>
/// <param name="Pins">Products that come first, or are hidden, in the results of one search each.</param>
public sealed record SearchRulesResponse(
    int Version, DateTimeOffset EditedAt, IReadOnlyList<SynonymGroup> Synonyms, IReadOnlyList<string> StopWords, IReadOnlyList<PinnedQuery> Pins);
