using Cartwright.Platform.Jobs;
using Cartwright.Platform.RabbitMq;
using Cartwright.Tests.Messaging;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RabbitMQ.Client;

namespace Cartwright.Tests.Work;

/// <summary>What hands out the work of a test.</summary>
public interface IWorkQueues : IAsyncDisposable
{
    /// <summary>As one instance of a service sees it.</summary>
    IWorkQueue Instance();

    /// <summary>Waits until what was offered and not taken has been dropped for its age.</summary>
    Task UntilExpiredAsync(string queue);
}

/// <summary>One process: all instances share it, and a clock that the test moves.</summary>
internal sealed class WorkInProcess : IWorkQueues
{
    readonly FakeTimeProvider _time = new();
    readonly InProcessWorkQueue _queues;

    public WorkInProcess(int queueItemsMax = WorkLimits.QueueItemsMax) =>
        _queues = new(_time, NullLogger<InProcessWorkQueue>.Instance) { QueueItemsMax = queueItemsMax };

    public IWorkQueue Instance() => _queues;

    public Task UntilExpiredAsync(string queue)
    {
        _time.Advance(WorkLimits.OfferLifetime);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Processes of their own: each instance has connections of its own to a private broker.</summary>
internal sealed class WorkOverRabbitMq(OverRabbitMq servers, TimeSpan? offerLife = null, int queueItemsMax = WorkLimits.QueueItemsMax) : IWorkQueues
{
    readonly List<RabbitMqWorkQueue> _instances = [];

    public IWorkQueue Instance() => Instance(new Uri(servers.Broker.Url).Port);

    /// <summary>An instance that reaches the broker through a wire that can be cut.</summary>
    public IWorkQueue Behind(CutWire wire) => Instance(wire.Port);

    public Task UntilExpiredAsync(string queue) => UntilWaitingAsync(queue, count: 0);

    /// <summary>Waits until so many items wait at the broker.</summary>
    public async Task UntilWaitingAsync(string queue, uint count)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        uint waiting = 0;
        await Eventually.TrueAsync(
            async () => (waiting = await channel.MessageCountAsync(WorkTopology.NameOf(queue))) == count, () => $"{waiting} items wait instead of {count}.");
    }

    /// <summary>Deletes a queue under the eyes of those who use it.</summary>
    public async Task DeleteAsync(string queue)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeleteAsync(WorkTopology.NameOf(queue));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _instances)
        {
            await instance.DisposeAsync();
        }
    }

    RabbitMqWorkQueue Instance(int port)
    {
        var options = new RabbitMqOptions
        {
            Url = new UriBuilder(servers.Broker.Url) { Port = port }.Uri,
            Heartbeat = TimeSpan.FromSeconds(1),
            ConfirmTimeout = TimeSpan.FromSeconds(2),
        };
        var instance = new RabbitMqWorkQueue(options, "test", NullLogger<RabbitMqWorkQueue>.Instance)
        {
            OfferLifetime = offerLife ?? WorkLimits.OfferLifetime,
            QueueItemsMax = queueItemsMax,
        };
        _instances.Add(instance);
        return instance;
    }

    Task<IConnection> ConnectAsync() => new ConnectionFactory { Uri = new(servers.Broker.Url) }.CreateConnectionAsync();
}
