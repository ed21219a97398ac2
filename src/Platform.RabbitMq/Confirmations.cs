using RabbitMQ.Client;

namespace Cartwright.Platform.RabbitMq;

/// <summary>How the broker's confirmations of what was published are waited for.</summary>
internal static class Confirmations
{
    /// <summary>A channel whose messages are confirmed. Whoever publishes bounds how many are unconfirmed; a limiter that delays single ones would change their order.</summary>
    public static CreateChannelOptions Channel { get; } = new(
        publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null);

    /// <summary>
    /// Waits until the broker has answered for every message, be it that it refuses some. Publishing itself is never cancelled, because the client's
    /// bookkeeping of confirmations does not survive it; so a broker that does not answer costs the channel.
    /// </summary>
    /// <param name="confirmations">What publishing returned, without a token.</param>
    /// <param name="limit">How long the broker may take.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TimeoutException">It took longer.</exception>
    public static async Task EndAsync(IEnumerable<Task> confirmations, TimeSpan limit, CancellationToken cancellationToken)
    {
        var all = Task.WhenAll(confirmations);
        await Task.WhenAny(all, Task.Delay(limit, cancellationToken));
        if (!all.IsCompleted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException("The broker does not confirm what was published.");
        }
    }
}
