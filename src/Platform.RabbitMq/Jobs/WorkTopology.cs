using RabbitMQ.Client;

namespace Cartwright.Platform.RabbitMq;

/// <summary>What there is at the broker for work: one queue, without an exchange of its own and without dead letters, as what gets lost is offered again.</summary>
/// <param name="Queue">The name that services know.</param>
/// <param name="OfferLifetime">How long an item waits.</param>
/// <param name="ItemsMax">How many items wait at most.</param>
internal sealed record WorkTopology(string Queue, TimeSpan OfferLifetime, int ItemsMax)
{
    // An item whose takers end time and again is not given to a fifth one.
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
