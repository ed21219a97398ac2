namespace Cartwright.Platform.S3;

/// <summary>The log messages of the object store, event ids 1420 to 1429.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1420, Level = LogLevel.Warning, Message = "The object store {Bucket} does not answer. It is used as soon as it does; until then uploads get 503.")]
    public static partial void StoreIsAway(this ILogger logger, Exception error, string bucket);
}
