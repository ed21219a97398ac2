using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;

namespace Cartwright.Catalog.Feeds;

/// <summary>A source of products that a supplier sends as files.</summary>
/// <param name="Code">Its name in addresses: 1 to 40 small letters, digits and single hyphens. It never changes.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Format"><c>csv</c>, with a header, or <c>ndjson</c>: a JSON object per line.</param>
/// <param name="Delimiter">The separator of columns in CSV, such as a comma, a semicolon or a tab.</param>
/// <param name="DecimalSeparator">The separator of decimals: a point or a comma.</param>
/// <param name="ListSeparator">The separator of tags.</param>
/// <param name="Columns">Which column sets which field, at most 200; none if columns have the names of fields.</param>
/// <param name="DeactivateMissing">Whether products that the feed has brought, and that its file no longer has, are deactivated.</param>
/// <param name="DeactivatePercentMax">
/// How many of the feed's active products a run deactivates by itself, in percent. Beyond it, it waits for a confirmation.
/// </param>
/// <param name="Url">Where the file is fetched from, with http or https; null if it is sent.</param>
/// <param name="FetchEveryMinutes">How often it is fetched, in minutes; null if only at request.</param>
public sealed record FeedRequest(
    [property: Required, RegularExpression("^[a-z0-9]+(-[a-z0-9]+)*$", ErrorMessage = "Use small letters, digits and single hyphens."), StringLength(40, MinimumLength = 1)]
    string Code,
    [property: Required, Line(100, 1), Bounds(LengthMin = 1)] string Name,
    [property: AllowedValues("csv", "ndjson", ErrorMessage = "The format must be csv or ndjson.")] string Format = "csv",
    [property: StringLength(1, MinimumLength = 1)] string Delimiter = ",",
    [property: StringLength(1, MinimumLength = 1)] string DecimalSeparator = ".",
    [property: StringLength(1, MinimumLength = 1)] string ListSeparator = "|",
    [property: NoNulls, MaxLength(FeedRules.ColumnsMax)] IReadOnlyList<FeedColumn>? Columns = null,
    bool DeactivateMissing = false,
    [property: Range(0, 100)] int DeactivatePercentMax = 10,
    [property: Bounds(LengthMin = 1), StringLength(2000, MinimumLength = 1)] string? Url = null,
    [property: Range(5, 44_640)] int? FetchEveryMinutes = null);
