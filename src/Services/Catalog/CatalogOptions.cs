using System.ComponentModel.DataAnnotations;

namespace Cartwright.Catalog;

/// <summary>Settings of the catalog, section <c>Catalog</c>.</summary>
public sealed class CatalogOptions
{
    /// <summary>How much memory the cached answers may take, in mebibytes.</summary>
    [Range(1, 4096)]
    public int CacheMegabytes { get; set; } = 32;

    /// <summary>How many answers are cached at most.</summary>
    [Range(100, 10_000_000)]
    public int CacheEntries { get; set; } = 20_000;

    /// <summary>How long an answer is cached at most, in seconds; an edit drops it immediately.</summary>
    [Range(1, 3600)]
    public int CacheSeconds { get; set; } = 60;

    /// <summary>The languages of names and descriptions, ISO 639-1 with commas between: the search finds other forms of their words.</summary>
    [SearchLanguages]
    public string SearchLanguages { get; set; } = "en";

    /// <summary>In how many different hours a search has to be seen before it is suggested to other customers.</summary>
    [Range(1, 1000)]
    public int SuggestedQueryHours { get; set; } = 3;

    /// <summary>How long a search is suggested after it was last seen.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan SearchQueryLife { get; set; } = TimeSpan.FromDays(90);

    /// <summary>After which time a sale counts half in the popularity of a product, which orders equal results of a search.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "365.00:00:00")]
    public TimeSpan PopularityHalfLife { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often sales are added up, and searches take up what is popular.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan PopularityInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long after its upload an image is removed if no product shows it.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan UnusedImageLife { get; set; } = TimeSpan.FromDays(30);
}
