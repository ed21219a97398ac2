using System.Text.Json;

namespace Cartwright.Catalog.Feeds;

/// <summary>A feed as it is stored.</summary>
internal sealed record Feed(
    Guid Id, string Code, string Name, string Format, string Delimiter, string DecimalSeparator, string ListSeparator, string ColumnsJson, bool DeactivateMissing,
    int DeactivatePercent, string? Url, int? FetchEveryMinutes, DateTimeOffset? NextFetchAt, DateTimeOffset? FetchedAt, string? FetchError, string? FileEtag,
    string? FileModified, int Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>The columns of a query that reads feeds.</summary>
    public const string Select =
        """
        select id, code, name, format, delimiter, decimal_separator, list_separator, columns::text as columns_json, deactivate_missing, deactivate_percent, url,
               fetch_every_minutes, next_fetch_at, fetched_at, fetch_error, file_etag, file_modified, version, created_at, updated_at
        from feeds
        """;

    IReadOnlyList<FeedColumn> Columns { get; } = JsonSerializer.Deserialize(ColumnsJson, CatalogJson.Default.IReadOnlyListFeedColumn)!;

    /// <summary>How its files are read.</summary>
    public FeedLayout Layout => new(Format, Delimiter[0], DecimalSeparator[0], ListSeparator[0], Columns);

    /// <summary>The response that shows it.</summary>
    public FeedResponse ToResponse() => new(
        Code, Name, Format, Delimiter, DecimalSeparator, ListSeparator, Columns, DeactivateMissing, DeactivatePercent, Url, FetchEveryMinutes, NextFetchAt,
        FetchedAt, FetchError, Version, CreatedAt, UpdatedAt);
}
