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

    [LoggerMessage(EventId = 3303, Level = LogLevel.Warning, Message = "The rules of the search could not be read and are read again")]
    public static partial void SearchRulesDelayed(this ILogger logger, Exception error);

    [LoggerMessage(EventId = 3304, Level = LogLevel.Warning, Message = "The searches of customers could not be stored or read; that is tried again")]
    public static partial void PastQueriesDelayed(this ILogger logger, Exception error);
}
