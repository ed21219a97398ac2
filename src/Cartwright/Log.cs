namespace Cartwright;

/// <summary>The log messages of the program, 2000 to 2199.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 2000, Level = LogLevel.Information, Message = "{Name} is ready after {ElapsedMs:0} ms, process {ProcessId}")]
    public static partial void ProcessReady(this ILogger logger, string name, double elapsedMs, int processId);

    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "{Name} exited with code {ExitCode}; restarting it")]
    public static partial void ProcessExited(this ILogger logger, string name, int exitCode);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Error, Message = "{Name} does not start: {Reason}")]
    public static partial void ProcessNotStarted(this ILogger logger, string name, string reason);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Information, Message = "Creating PostgreSQL databases in {Folder}")]
    public static partial void CreatingPostgres(this ILogger logger, string folder);
}
