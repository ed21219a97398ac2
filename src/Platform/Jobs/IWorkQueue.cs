namespace Cartwright.Platform.Jobs;

/// <summary>
/// Hands out work among the instances of a service. A hint, not a promise: an item may be lost, come twice or late. The rows of whoever offers it decide
/// what is to be done and by whom; what was not taken is offered again.
/// </summary>
public interface IWorkQueue
{
    /// <summary>
    /// Offers items; each goes to one instance that takes from the queue. What nobody takes within <see cref="WorkLimits.OfferLifetime"/> is dropped, and so are
    /// the oldest items of a queue that has become too long.
    /// </summary>
    /// <param name="queue">The name of the queue: 1 to 100 small letters, digits, dots and hyphens.</param>
    /// <param name="items">At most 1,000 items of at most 4 KB.</param>
    /// <param name="cancellationToken">Gives up; some of the items may have been offered.</param>
    /// <exception cref="ArgumentException">The name, an item or their number is not within the limits.</exception>
    /// <exception cref="WorkQueueUnavailableException">What hands out the work does not answer; some of the items may have been offered.</exception>
    Task OfferAsync(string queue, IReadOnlyList<ReadOnlyMemory<byte>> items, CancellationToken cancellationToken);

    /// <summary>
    /// Takes items, in turn with all others that take from the queue, until it is cancelled, which ends it with an <see cref="OperationCanceledException"/>.
    /// What hands out the work may come and go meanwhile.
    /// </summary>
    /// <param name="queue">The name of the queue.</param>
    /// <param name="concurrency">How many items are handled at the same time, at most 1,000.</param>
    /// <param name="handle">
    /// Handles an item. When it fails, that is logged and the item is gone. When it ends by its cancellation, the item goes to somebody else.
    /// </param>
    /// <param name="cancellationToken">Ends it, once what is being handled has ended.</param>
    /// <exception cref="ArgumentException">The name or the concurrency is not within the limits.</exception>
    Task TakeAsync(string queue, int concurrency, Func<ReadOnlyMemory<byte>, CancellationToken, Task> handle, CancellationToken cancellationToken);
}
