namespace Cartwright.Webhooks;

/// <summary>The log messages of the service; event ids 4000 to 4099.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 4000, Level = LogLevel.Warning, Message = "The webhook {Webhook} is disabled: {Reason}")]
    public static partial void WebhookDisabled(this ILogger logger, Guid webhook, string reason);

    [LoggerMessage(EventId = 4001, Level = LogLevel.Error, Message = "Deliveries to webhooks are delayed")]
    public static partial void DeliveriesDelayed(this ILogger logger, Exception error);
}
