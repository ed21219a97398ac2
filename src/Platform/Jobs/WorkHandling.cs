namespace Cartwright.Platform.Jobs;

/// <summary>Handles the items of a queue, for every kind of queue.</summary>
/// <param name="queue">The name of the queue.</param>
/// <param name="handle">Handles an item.</param>
/// <param name="logger">Logs items that fail.</param>
public sealed class WorkHandling(string queue, Func<ReadOnlyMemory<byte>, CancellationToken, Task> handle, ILogger logger)
{
    /// <summary>Handles an item.</summary>
    /// <returns>Whether it is done, with or without success; false when it was cancelled and another consumer has to handle it.</returns>
    public async Task<bool> HandleAsync(ReadOnlyMemory<byte> item, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            await handle(item, cancellationToken);
        }
        // A driver that is cancelled may throw exceptions of its own.
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception error)
        {
            logger.ItemFailed(error, queue);
        }

        return true;
    }
}
