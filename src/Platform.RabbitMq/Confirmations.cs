using RabbitMQ.Client;

namespace Cartwright.Platform.RabbitMq;

/// <summary>Waits for the broker's confirmations of published messages.</summary>
internal static class Confirmations
{
    /// <summary>The options of a channel with confirmations. Publishers limit the unconfirmed messages; a rate limiter would change the order of messages.</summary>
    public static CreateChannelOptions Channel { get; } = new(
        publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null);

    /// <summary>
    /// Waits until the broker has confirmed or refused every message. Publishing itself is never cancelled, because the client would lose track of the
    /// confirmations; so the channel must be closed when the broker does not answer.
    /// </summary>
    /// <param name="confirmations">The tasks of publishing, started without a token.</param>
    /// <param name="timeout">How long the broker may take.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="TimeoutException">It took longer.</exception>
    public static async Task WaitAsync(IEnumerable<Task> confirmations, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var all = Task.WhenAll(confirmations);
        await Task.WhenAny(all, Task.Delay(timeout, cancellationToken));
        if (!all.IsCompleted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException("The broker does not confirm the messages.");
        }
    }
}
