namespace Cartwright.Platform.Redis;

/// <summary>The log messages of the adapter for Redis, event ids 1200 to 1299.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1200, Level = LogLevel.Warning, Message = "Redis is unavailable, and this process continues without it: {Reason}")]
    public static partial void RedisUnavailable(this ILogger logger, string reason);

    [LoggerMessage(EventId = 1201, Level = LogLevel.Warning, Message = "Connecting to Redis failed: {Reason}")]
    public static partial void RedisConnectFailed(this ILogger logger, string reason);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Information, Message = "Redis is available again")]
    public static partial void RedisAvailable(this ILogger logger);
}
