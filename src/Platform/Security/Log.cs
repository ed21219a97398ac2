namespace Cartwright.Platform.Security;

/// <summary>The log messages of security, event ids 1410 to 1419.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1410, Level = LogLevel.Warning, Message = "The signing keys cannot be fetched: {Reason}")]
    public static partial void SigningKeysUnavailable(this ILogger logger, string reason);

    [LoggerMessage(EventId = 1411, Level = LogLevel.Warning, Message = "The sessions that have ended cannot be fetched: {Reason}")]
    public static partial void EndedSessionsUnavailable(this ILogger logger, string reason);
}
