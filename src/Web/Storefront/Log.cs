namespace Cartwright.Storefront;

/// <summary>The log messages of the storefront, 2250 to 2299.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 2250, Level = LogLevel.Warning, Message = "The guest cart {CartId} was not merged")]
    public static partial void GuestCartNotMerged(this ILogger logger, Exception exception, Guid cartId);
}
