namespace Cartwright.Recommendations;

/// <summary>The log messages of the service; event ids 3900 to 3999.</summary>
internal static partial class Log
{
    [LoggerMessage(
        EventId = 3900, Level = LogLevel.Information, Message = "The model of recommendations was built from {Baskets} orders and {Views} views in {Time}")]
    public static partial void ModelBuilt(this ILogger logger, long baskets, long views, TimeSpan time);
}
