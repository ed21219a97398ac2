namespace Cartwright.Accounts;

/// <summary>The log messages of the service; event ids 3000 to 3099.</summary>
internal static partial class Log
{
    [LoggerMessage(
        EventId = 3000, Level = LogLevel.Warning, Message = "No administrator exists. Set Admin:Email and Admin:Password and restart to create one")]
    public static partial void NoAdministrator(this ILogger logger);

    [LoggerMessage(
        EventId = 3001, Level = LogLevel.Warning, Message = "A used refresh token was presented again: session {SessionId} of user {UserId} is revoked")]
    public static partial void RefreshTokenReused(this ILogger logger, Guid sessionId, Guid userId);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Warning, Message = "A request for a new password was not answered with a mail")]
    public static partial void PasswordResetFailed(this ILogger logger, Exception exception);
}
