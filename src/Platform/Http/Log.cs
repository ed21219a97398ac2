namespace Cartwright.Platform.Http;

/// <summary>The log messages of HTTP, event ids 1400 to 1409.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1400, Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    public static partial void RequestFailed(this ILogger logger, Exception error, string method, string path);
}
