namespace Cartwright.Platform.Jobs;

/// <summary>
/// Distributes work among the instances of a service. An item is a hint: it may be lost, duplicated or late. The rows of the service that offers it decide
/// which work is due and which instance does it, and the service offers work again that no instance has claimed.
/// </summary>
public interface IWorkQueue
{
    /// <summary>
    /// Offers items; each goes to one consumer of the queue. An item that no consumer receives within <see cref="WorkLimits.OfferLifetime"/> is dropped, and so
    /// are the oldest items of a queue that is too long.
    /// </summary>
    /// <param name="queue">The name of the queue: 1 to 100 small letters, digits, dots and hyphens.</param>
    /// <param name="items">At most 1,000 items of at most 4 KB.</param>
    /// <param name="cancellationToken">Cancels it; some of the items may have been offered.</param>
    /// <exception cref="ArgumentException">The name, an item or their number is not within the limits.</exception>
    /// <exception cref="WorkQueueUnavailableException">The queue does not answer; some of the items may have been offered.</exception>
    Task OfferAsync(string queue, IReadOnlyList<ReadOnlyMemory<byte>> items, CancellationToken cancellationToken);

    /// <summary>
    /// Consumes items, in turn with all other consumers of the queue, until it is cancelled, which ends it with an <see cref="OperationCanceledException"/>.
    /// It continues when the queue was unavailable.
    /// </summary>
    /// <param name="queue">The name of the queue.</param>
    /// <param name="concurrency">How many items are handled at the same time, at most 1,000.</param>
    /// <param name="handle">
    /// Handles an item. An item whose handling fails is logged and dropped. An item whose handling is cancelled goes to another consumer.
    /// </param>
    /// <param name="cancellationToken">Ends it, when the handling of all items has ended.</param>
    /// <exception cref="ArgumentException">The name or the concurrency is not within the limits.</exception>
    Task ConsumeAsync(string queue, int concurrency, Func<ReadOnlyMemory<byte>, CancellationToken, Task> handle, CancellationToken cancellationToken);
}
