using Cartwright.Platform.OpenApi;

namespace Cartwright.Imports;

/// <summary>An import as it is shown.</summary>
/// <param name="Id">The import.</param>
/// <param name="Marketplace">Where the orders come from.</param>
/// <param name="Scope"><c>all</c> or <c>new</c>.</param>
/// <param name="Status"><c>planning</c>, <c>running</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Reason">What it waits for, or why it failed.</param>
/// <param name="StartIndex">The first index of the range; null as long as it is not known, and when there is nothing to import.</param>
/// <param name="EndIndex">The last index of the range, included.</param>
/// <param name="Orders">Its orders.</param>
/// <param name="Chunks">The parts that it is cut into.</param>
/// <param name="OrdersPerSecond">Orders per second over the last ten seconds, or over the whole time when it has ended.</param>
/// <param name="SecondsLeft">The estimated seconds until its end at this rate; null when unknown.</param>
/// <param name="Stuck">Whether it has made no progress for longer than <c>Imports:StuckAfter</c>.</param>
/// <param name="Errors">Why parts of it wait or failed.</param>
/// <param name="RequestedBy">The administrator who started it; null when its schedule did.</param>
/// <param name="CreatedAt">When it was requested.</param>
/// <param name="StartedAt">When its range was known.</param>
/// <param name="FinishedAt">When it ended.</param>
public sealed record ImportView(
    Guid Id,
    string Marketplace,
    [property: OneOf("all", "new")] string Scope,
    [property: OneOf("planning", "running", "completed", "failed", "cancelled")] string Status,
    string? Reason,
    long? StartIndex,
    long? EndIndex,
    ImportedCounts Orders,
    ChunkCounts Chunks,
    double OrdersPerSecond,
    double? SecondsLeft,
    bool Stuck,
    IReadOnlyList<ImportError> Errors,
    Guid? RequestedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt);

/// <summary>The orders of an import.</summary>
/// <param name="Total">How many indexes its range has.</param>
/// <param name="Saved">Orders that are new.</param>
/// <param name="Known">Orders that had been imported before.</param>
/// <param name="Repeated">Rows that repeat an order.</param>
/// <param name="Rejected">Rows that are not orders, each time they were received.</param>
/// <param name="Differing">Orders that were received with another content than the stored one.</param>
/// <param name="Missing">Indexes that turned out to have no order.</param>
public sealed record ImportedCounts(long Total, long Saved, long Known, long Repeated, long Rejected, long Differing, long Missing);

/// <summary>The chunks of an import.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Done">Imported.</param>
/// <param name="InFlight">Being imported.</param>
/// <param name="Waiting">Not begun.</param>
/// <param name="Parked">Waiting for the marketplace to recover.</param>
/// <param name="Failed">Failed for good.</param>
/// <param name="Stopped">Left out because the import was cancelled.</param>
public sealed record ChunkCounts(int Total, int Done, int InFlight, int Waiting, int Parked, int Failed, int Stopped);

/// <summary>Why parts of an import wait or failed.</summary>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Chunks">How many parts.</param>
public sealed record ImportError(string Reason, int Chunks);

/// <summary>A page of imports, the latest first.</summary>
/// <param name="Items">The imports.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
public sealed record ImportList(IReadOnlyList<ImportView> Items, string? NextCursor);
