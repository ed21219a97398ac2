namespace Cartwright.Platform.Messaging;

/// <summary>The log messages of messaging, 1000 to 1099.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1000, Level = LogLevel.Warning, Message = "Events of {Publisher} are delayed: {Reason}")]
    public static partial void EventsDelayed(this ILogger logger, string publisher, string reason);

    [LoggerMessage(EventId = 1001, Level = LogLevel.Warning, Message = "Retries, replays or the inbox are delayed: {Reason}")]
    public static partial void InboxDelayed(this ILogger logger, string reason);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Warning, Message = "{Event} {Id} failed and is scheduled for another attempt")]
    public static partial void EventFailed(this ILogger logger, Exception error, string @event, Guid id);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Error, Message = "{Event} {Id} failed for the last time and is a dead letter")]
    public static partial void EventDied(this ILogger logger, Exception error, string @event, Guid id);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Warning, Message = "{Count} dead letters were deleted: nobody retried them in time")]
    public static partial void DeadLettersExpired(this ILogger logger, int count);
}
