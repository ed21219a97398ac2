using Cartwright.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// The exchanges and queues at the broker: one topic exchange, and per subscribing service one quorum queue per partition. An event goes to the partition
/// of its aggregate. A queue has one active consumer, so the events of an aggregate are handled in order, and partitions are handled concurrently.
/// </summary>
internal static class Topology
{
    /// <summary>The exchange of events; routing keys are <c>event name.partition</c>.</summary>
    public const string Exchange = "cartwright.events";

    /// <summary>
    /// The number of partitions of a service's events, which limits how many of its instances handle events at the same time.
    /// A constant, because publishers and subscribers must agree on it and queues outlive processes.
    /// </summary>
    public const int Partitions = 4;

    // Receives events whose consumers ended again and again. An event whose handler fails does not come here: the service retries it.
    const string DeadExchange = "cartwright.dead";
    const int DeliveriesMax = 20;

    /// <summary>The routing key of an event.</summary>
    public static string RoutingKey(string name, Guid aggregateId) => $"{name}.{PartitionOf(aggregateId)}";

    /// <summary>The partition of an aggregate.</summary>
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

        return (int)(hash % Partitions);
    }

    /// <summary>Whether an instance is to handle a partition. All instances divide the partitions alike; the order of events does not depend on it.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="instances">All running instances, in the same order for all of them; none when that is not known yet.</param>
    public static bool IsAssigned(int partition, Guid instance, IReadOnlyList<Guid> instances) =>
        instances.Count == 0 || instances[partition % instances.Count] == instance;

    /// <summary>The queue of a partition of a service.</summary>
    public static string Queue(string service, int partition) => $"{service}.{partition}";

    /// <summary>The queue of the events that the broker cannot deliver to a service.</summary>
    public static string DeadQueue(string service) => $"{service}.dead";

    /// <summary>All queues of a service.</summary>
    public static IReadOnlyList<string> AllQueues(string service) => [.. Enumerable.Range(0, Partitions).Select(partition => Queue(service, partition)), DeadQueue(service)];

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
        foreach (var partition in Enumerable.Range(0, Partitions))
        {
            await channel.QueueDeclareAsync(
                Queue(service, partition), durable: true, exclusive: false, autoDelete: false,
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

    /// <summary>Binds the queues of a service to events, and removes bindings to others.</summary>
    public static async Task BindAsync(
        IChannel channel, string service, IEnumerable<EventType> wanted, IEnumerable<string> unwanted, CancellationToken cancellationToken)
    {
        foreach (var partition in Enumerable.Range(0, Partitions))
        {
            foreach (var type in wanted)
            {
                await channel.QueueBindAsync(Queue(service, partition), Exchange, $"{type.Name}.{partition}", cancellationToken: cancellationToken);
            }

            foreach (var name in unwanted)
            {
                await channel.QueueUnbindAsync(Queue(service, partition), Exchange, $"{name}.{partition}", cancellationToken: cancellationToken);
            }
        }
    }
}
