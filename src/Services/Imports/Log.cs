namespace Cartwright.Imports;

/// <summary>The log messages of this service.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 3700, Level = LogLevel.Warning, Message = "The range of orders that marketplace {Marketplace} offers is not known yet: {Reason}")]
    public static partial void RangeUnknown(this ILogger logger, string marketplace, string reason);

    [LoggerMessage(EventId = 3701, Level = LogLevel.Error, Message = "Import {ImportId} from {Marketplace} is stuck: no progress for {Time}. Reason: {Reason}")]
    public static partial void ImportStuck(this ILogger logger, Guid importId, string marketplace, TimeSpan time, string reason);

    [LoggerMessage(EventId = 3710, Level = LogLevel.Information, Message = "Another instance owns chunk {Number} of import {ImportId}, or the import has ended")]
    public static partial void ChunkLost(this ILogger logger, int number, Guid importId);

    [LoggerMessage(EventId = 3711, Level = LogLevel.Warning, Message = "Chunk {Number} of {Marketplace} has failed: {Reason}")]
    public static partial void ChunkGivenUp(this ILogger logger, int number, string marketplace, string reason);

    [LoggerMessage(EventId = 3712, Level = LogLevel.Warning, Message = "Chunk {Number} of {Marketplace} could not be saved and is retried")]
    public static partial void ChunkNotSaved(this ILogger logger, Exception error, int number, string marketplace);

    [LoggerMessage(EventId = 3720, Level = LogLevel.Information, Message = "Logged in to marketplace {Marketplace}: token {Version} expires in {Life}")]
    public static partial void LoggedIn(this ILogger logger, string marketplace, long version, TimeSpan life);

    [LoggerMessage(EventId = 3721, Level = LogLevel.Warning, Message = "The login to marketplace {Marketplace} failed; the next attempt is in {Pause}: {Reason}")]
    public static partial void LoginFailed(this ILogger logger, string marketplace, string reason, TimeSpan pause);

    [LoggerMessage(EventId = 3722, Level = LogLevel.Warning, Message = "The token of marketplace {Marketplace} could not be replaced before its expiry: {Reason}")]
    public static partial void TokenNotReplaced(this ILogger logger, string marketplace, string reason);
}
