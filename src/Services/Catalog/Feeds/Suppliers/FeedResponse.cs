namespace Cartwright.Catalog.Feeds;

/// <summary>A source of products that a supplier sends as files.</summary>
/// <param name="Code">Its name in addresses.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Format"><c>csv</c> or <c>ndjson</c>.</param>
/// <param name="Delimiter">The separator of columns in CSV.</param>
/// <param name="DecimalSeparator">The separator of decimals.</param>
/// <param name="ListSeparator">The separator of tags.</param>
/// <param name="Columns">Which column sets which field; empty if columns have the names of fields.</param>
/// <param name="DeactivateMissing">Whether products that its file no longer has are deactivated.</param>
/// <param name="DeactivatePercentMax">How many of its active products a run deactivates by itself, in percent.</param>
/// <param name="Url">Where the file is fetched from; null if it is sent.</param>
/// <param name="FetchEveryMinutes">How often it is fetched, in minutes; null if only at request.</param>
/// <param name="NextFetchAt">When it is fetched next; null if nobody has asked for it.</param>
/// <param name="FetchedAt">When its server was last asked for it.</param>
/// <param name="FetchError">Why the last fetch failed; null if it did not.</param>
/// <param name="Version">Rises by one with each edit.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="UpdatedAt">When it was last edited.</param>
public sealed record FeedResponse(
    string Code, string Name, string Format, string Delimiter, string DecimalSeparator, string ListSeparator, IReadOnlyList<FeedColumn> Columns,
    bool DeactivateMissing, int DeactivatePercentMax, string? Url, int? FetchEveryMinutes, DateTimeOffset? NextFetchAt, DateTimeOffset? FetchedAt,
    string? FetchError, int Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>A page of feeds, by code.</summary>
/// <param name="Items">The feeds.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last page.</param>
public sealed record FeedListResponse(IReadOnlyList<FeedResponse> Items, string? NextCursor);
