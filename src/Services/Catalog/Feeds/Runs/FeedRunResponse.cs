using Cartwright.Platform.OpenApi;

namespace Cartwright.Catalog.Feeds;

/// <summary>A file of a feed on its way into the catalog.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Feed">The code of the feed.</param>
/// <param name="Status">
/// <c>receiving</c>, <c>running</c>, <c>finishing</c>, <c>waiting</c> for a confirmation of its deactivations, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.
/// </param>
/// <param name="DryRun">Whether it only says what it would change.</param>
/// <param name="Rows">Rows of the file.</param>
/// <param name="RowsRead">Those that are worked through.</param>
/// <param name="Progress">Their share, 0 to 1.</param>
/// <param name="Created">Products that were created; of a dry run that would be, as in the following.</param>
/// <param name="Updated">Products that were changed.</param>
/// <param name="Unchanged">Products that were as the file says.</param>
/// <param name="Failed">Rows that have no effect, because they or other rows of their product have a problem.</param>
/// <param name="Problems">Problems of lines; the first 10,000 are listed.</param>
/// <param name="Differences">What a dry run found; the first 10,000 are listed.</param>
/// <param name="Missing">Active products of the feed that the file no longer has; null until the rows are worked through, and if the feed leaves them alone.</param>
/// <param name="Deactivated">Those of them that were deactivated.</param>
/// <param name="Reason">Why it waits or has failed.</param>
/// <param name="Bytes">The size of the file, unpacked.</param>
/// <param name="Sha256">The SHA-256 of the file, unpacked; null while it is received.</param>
/// <param name="RequestedBy">The user who sent the file; null if it was fetched.</param>
/// <param name="CreatedAt">When the file began to come.</param>
/// <param name="StartedAt">When it was received.</param>
/// <param name="FinishedAt">When the run ended.</param>
public sealed record FeedRunResponse(
    Guid Id, string Feed,
    [property: OneOf("receiving", "running", "finishing", "waiting", "completed", "failed", "cancelled")] string Status,
    bool DryRun, int Rows, int RowsRead, double Progress, int Created, int Updated, int Unchanged, int Failed, int Problems, int Differences, int? Missing,
    int Deactivated, string? Reason, long Bytes, string? Sha256, Guid? RequestedBy, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt);

/// <summary>A page of runs, the latest first.</summary>
/// <param name="Items">The runs.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last page.</param>
public sealed record FeedRunListResponse(IReadOnlyList<FeedRunResponse> Items, string? NextCursor);
