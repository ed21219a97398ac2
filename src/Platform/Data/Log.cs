namespace Cartwright.Platform.Data;

/// <summary>The log messages of data, event ids 1350 to 1359.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1350, Level = LogLevel.Error, Message = "An action after the commit of a transaction failed; the transaction is committed")]
    public static partial void AfterCommitFailed(this ILogger logger, Exception error);
}
