namespace Cartwright.Catalog;

/// <summary>The log messages of this service.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 3300, Level = LogLevel.Information, Message = "The search index was built from {Count} products in {Time}")]
    public static partial void SearchIndexBuilt(this ILogger logger, int count, TimeSpan time);

    [LoggerMessage(EventId = 3301, Level = LogLevel.Error, Message = "The search index could not follow the catalog and is opened again")]
    public static partial void SearchIndexDelayed(this ILogger logger, Exception error);

    [LoggerMessage(EventId = 3302, Level = LogLevel.Warning, Message = "Segments of the search index could not be merged; a later merge tries again")]
    public static partial void SearchMergeFailed(this ILogger logger, Exception error);

    [LoggerMessage(EventId = 3310, Level = LogLevel.Information, Message = "Another instance owns part {Number} of feed run {RunId}, or the run has ended")]
    public static partial void FeedChunkLost(this ILogger logger, int number, Guid runId);

    [LoggerMessage(EventId = 3311, Level = LogLevel.Warning, Message = "Part {Number} of feed run {RunId} could not be written and is retried")]
    public static partial void FeedChunkNotWritten(this ILogger logger, Exception error, int number, Guid runId);

    [LoggerMessage(EventId = 3312, Level = LogLevel.Warning, Message = "Feed run {RunId} waits for a confirmation: {Missing} products are missing in its file")]
    public static partial void FeedRunWaits(this ILogger logger, Guid runId, int missing);

    [LoggerMessage(EventId = 3313, Level = LogLevel.Warning, Message = "The file of feed {Feed} could not be fetched: {Reason}")]
    public static partial void FeedNotFetched(this ILogger logger, string feed, string reason);

    [LoggerMessage(EventId = 3314, Level = LogLevel.Information, Message = "The image {Url} of a feed could not be fetched at attempt {Attempt}: {Reason}")]
    public static partial void FeedImageNotFetched(this ILogger logger, string url, int attempt, string reason);
}
