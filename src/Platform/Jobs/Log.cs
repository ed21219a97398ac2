namespace Cartwright.Platform.Jobs;

/// <summary>The log messages of background work, 1300 to 1349.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1300, Level = LogLevel.Warning, Message = "{Work} failed and runs again after its interval")]
    public static partial void PeriodicWorkFailed(this ILogger logger, Exception error, string work);

    [LoggerMessage(EventId = 1301, Level = LogLevel.Warning, Message = "{Work} failed and runs again when its lease ends")]
    public static partial void LeasedJobFailed(this ILogger logger, Exception error, string work);

    [LoggerMessage(EventId = 1302, Level = LogLevel.Error, Message = "An item of the work queue {Queue} failed")]
    public static partial void ItemFailed(this ILogger logger, Exception error, string queue);
}
