using RabbitMQ.Client;

namespace Cartwright.Platform.RabbitMq;

/// <summary>A work queue at the broker. It has no exchange and no dead letters, because lost items are offered again.</summary>
/// <param name="Queue">The name of the queue for services.</param>
/// <param name="OfferLifetime">How long an item waits.</param>
/// <param name="ItemsMax">How many items wait at most.</param>
internal sealed record WorkTopology(string Queue, TimeSpan OfferLifetime, int ItemsMax)
{
    // An item whose consumers end again and again is dropped after the fourth one.
    const int RedeliveriesMax = 3;

    /// <summary>The name at the broker.</summary>
    public static string NameOf(string queue) => $"cartwright.work.{queue}";

    /// <summary>Declares the queue.</summary>
    public Task DeclareAsync(IChannel channel, CancellationToken cancellationToken) => channel.QueueDeclareAsync(
        NameOf(Queue), durable: true, exclusive: false, autoDelete: false,
        new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum",
            ["x-message-ttl"] = (long)OfferLifetime.TotalMilliseconds,
            ["x-max-length"] = ItemsMax,
            ["x-overflow"] = "drop-head",
            ["x-delivery-limit"] = RedeliveriesMax,
        },
        cancellationToken: cancellationToken);
}
