namespace Cartwright.Gateway;

/// <summary>The log messages of the gateway, event ids 2200 to 2249.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 2200, Level = LogLevel.Warning, Message = "The request log cannot be written: {Reason}")]
    public static partial void RequestLogUnwritable(this ILogger logger, string reason);
}
