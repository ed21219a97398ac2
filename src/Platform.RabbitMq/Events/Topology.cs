using Cartwright.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// What there is at the broker: one topic exchange, and per subscribing service a few quorum queues. An event goes to the queue that its aggregate
/// is assigned to, which has one active consumer: so the events of an aggregate are handled in order, and those of others elsewhere at the same time.
/// </summary>
internal static class Topology
{
    /// <summary>Where events are published; routing keys are <c>event name.part</c>.</summary>
    public const string Exchange = "cartwright.events";

    /// <summary>
    /// Into how many queues a service's events are divided, so how many of its instances can handle events at the same time.
    /// Publishers and subscribers must agree on it, and queues outlive processes: a constant.
    /// </summary>
    public const int Parts = 4;

    // Where a delivery goes whose consumers died of it time and again: the last resort, as the service itself sets aside what it fails to handle.
    const string DeadExchange = "cartwright.dead";
    const int DeliveriesMax = 20;

    /// <summary>The routing key of an event.</summary>
    public static string RoutingKey(string name, Guid aggregateId) => $"{name}.{PartitionOf(aggregateId)}";

    /// <summary>The part that an aggregate is assigned to.</summary>
    public static int PartitionOf(Guid aggregateId)
    {
        Span<byte> bytes = stackalloc byte[16];
        aggregateId.TryWriteBytes(bytes);
        // FNV-1a (isthe.com/chongo/tech/comp/fnv): the same in every process, whatever the layout of the ids.
        var hash = 2166136261u;
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * 16777619;
        }

        return (int)(hash % Parts);
    }

    /// <summary>The queue of a part of a service's events.</summary>
    public static string Queue(string service, int part) => $"{service}.{part}";

    /// <summary>The queue of what a service's instances died of.</summary>
    public static string DeadQueue(string service) => $"{service}.dead";

    /// <summary>All queues of a service.</summary>
    public static IReadOnlyList<string> AllQueues(string service) => [.. Enumerable.Range(0, Parts).Select(part => Queue(service, part)), DeadQueue(service)];

    /// <summary>Declares the exchanges.</summary>
    public static async Task DeclareExchangesAsync(IChannel channel, CancellationToken cancellationToken)
    {
        await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Topic, durable: true, cancellationToken: cancellationToken);
        await channel.ExchangeDeclareAsync(DeadExchange, ExchangeType.Direct, durable: true, cancellationToken: cancellationToken);
    }

    /// <summary>Whether all queues of a service exist.</summary>
    public static async Task<bool> ExistsAsync(IConnection connection, string service, CancellationToken cancellationToken)
    {
        foreach (var queue in AllQueues(service))
        {
            // The broker answers "not found" by closing the channel.
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            try
            {
                await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
            }
            catch (OperationInterruptedException error) when (error.ShutdownReason?.ReplyCode == Constants.NotFound)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Declares the queues of a service.</summary>
    public static async Task DeclareQueuesAsync(IChannel channel, string service, CancellationToken cancellationToken)
    {
        await channel.QueueDeclareAsync(
            DeadQueue(service), durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" },
            cancellationToken: cancellationToken);
        await channel.QueueBindAsync(DeadQueue(service), DeadExchange, service, cancellationToken: cancellationToken);
        foreach (var part in Enumerable.Range(0, Parts))
        {
            await channel.QueueDeclareAsync(
                Queue(service, part), durable: true, exclusive: false, autoDelete: false,
                new Dictionary<string, object?>
                {
                    ["x-queue-type"] = "quorum",
                    ["x-single-active-consumer"] = true,
                    ["x-delivery-limit"] = DeliveriesMax,
                    ["x-dead-letter-exchange"] = DeadExchange,
                    ["x-dead-letter-routing-key"] = service,
                    ["x-dead-letter-strategy"] = "at-least-once",
                    ["x-overflow"] = "reject-publish",
                },
                cancellationToken: cancellationToken);
        }
    }

    /// <summary>Binds the queues of a service to events, and frees them of others.</summary>
    public static async Task BindAsync(
        IChannel channel, string service, IEnumerable<EventType> wanted, IEnumerable<string> unwanted, CancellationToken cancellationToken)
    {
        foreach (var part in Enumerable.Range(0, Parts))
        {
            foreach (var type in wanted)
            {
                await channel.QueueBindAsync(Queue(service, part), Exchange, $"{type.Name}.{part}", cancellationToken: cancellationToken);
            }

            foreach (var name in unwanted)
            {
                await channel.QueueUnbindAsync(Queue(service, part), Exchange, $"{name}.{part}", cancellationToken: cancellationToken);
            }
        }
    }
}
