namespace Cartwright.Platform.RabbitMq;

/// <summary>The log messages of the adapter, 1100 to 1199.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1100, Level = LogLevel.Warning, Message = "Events of {Publisher} cannot be published: {Reason}")]
    public static partial void PublishingUnavailable(this ILogger logger, string publisher, string reason);

    [LoggerMessage(EventId = 1101, Level = LogLevel.Debug, Message = "No queue is bound to {Event} {Id}")]
    public static partial void EventUnrouted(this ILogger logger, string @event, Guid id);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Warning, Message = "Events for {Service} cannot be consumed: {Reason}")]
    public static partial void ConsumingUnavailable(this ILogger logger, string service, string reason);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Error, Message = "A message in a queue of {Service} is not an event and is dropped")]
    public static partial void MessageUnreadable(this ILogger logger, string service);

    [LoggerMessage(EventId = 1104, Level = LogLevel.Warning, Message = "Broadcasts of {Publisher} cannot be received: {Reason}")]
    public static partial void BroadcastUnavailable(this ILogger logger, string publisher, string reason);

    [LoggerMessage(EventId = 1105, Level = LogLevel.Warning, Message = "The queues {Queues} are unusable and are recreated")]
    public static partial void QueuesUnusable(this ILogger logger, string queues);

    [LoggerMessage(EventId = 1106, Level = LogLevel.Warning, Message = "Items of the work queue {Queue} cannot be consumed: {Reason}")]
    public static partial void WorkUnavailable(this ILogger logger, string queue, string reason);
}
