namespace Cartwright.Platform.Jobs;

/// <summary>How items are handled, whoever hands them out.</summary>
internal sealed partial class WorkHandling(string queue, Func<ReadOnlyMemory<byte>, CancellationToken, Task> handle, ILogger logger)
{
    /// <summary>Handles an item.</summary>
    /// <returns>Whether it is gone; false when the taker ends and somebody else is to have it.</returns>
    public async Task<bool> HandleAsync(ReadOnlyMemory<byte> item, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            await handle(item, cancellationToken);
        }
        // A driver that is cancelled may fail in words of its own.
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception error)
        {
            LogFailed(error, queue);
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An item of the work queue {Queue} failed")]
    partial void LogFailed(Exception error, string queue);
}
