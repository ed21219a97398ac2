namespace Cartwright.Catalog;

/// <summary>The log messages of this service.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 3300, Level = LogLevel.Information, Message = "The search index was built from {Count} products in {Time}")]
    public static partial void SearchIndexBuilt(this ILogger logger, int count, TimeSpan time);

    [LoggerMessage(EventId = 3301, Level = LogLevel.Error, Message = "The search index could not follow the catalog and is opened again")]
    public static partial void SearchIndexDelayed(this ILogger logger, Exception error);
}
