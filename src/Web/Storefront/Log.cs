namespace Cartwright.Storefront;

/// <summary>The log messages of the storefront, 2250 to 2299.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 2250, Level = LogLevel.Warning, Message = "The guest cart {CartId} was not merged")]
    public static partial void GuestCartNotMerged(this ILogger logger, Exception exception, Guid cartId);

    [LoggerMessage(EventId = 2251, Level = LogLevel.Debug, Message = "A page was shown without recommendations: {Reason}")]
    public static partial void RecommendationsLeftOut(this ILogger logger, string reason);

    [LoggerMessage(EventId = 2252, Level = LogLevel.Warning, Message = "The page of order {OrderId} was shown without its shipments")]
    public static partial void ShipmentsMissing(this ILogger logger, Guid orderId, Exception exception);
}
