using System.Diagnostics;
using Cartwright.Platform.Jobs;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Cartwright.Platform.RabbitMq;

/// <summary>Distributes work between processes: the broker delivers each item to the next consumer with capacity, and to another one when that ends.</summary>
public sealed class RabbitMqWorkQueue : IWorkQueue, IAsyncDisposable
{
    static readonly TimeSpan RefusalPause = TimeSpan.FromMilliseconds(50);

    readonly RabbitMqOptions _options;
    readonly ILogger _logger;

    // A broker that blocks publishers, because its memory or disk is full, must not block acknowledgements.
    readonly BrokerConnection _offering;
    readonly BrokerConnection _consuming;

    /// <summary>Creates it; it connects at its first use.</summary>
    /// <param name="options">The address of the broker, and its limits.</param>
    /// <param name="processName">The name of the connections at the broker.</param>
    /// <param name="logger">Logs items that fail and a broker that does not answer.</param>
    public RabbitMqWorkQueue(RabbitMqOptions options, string processName, ILogger<RabbitMqWorkQueue> logger)
    {
        _options = options;
        _logger = logger;
        _offering = new(options, $"{processName} offers work");
        _consuming = new(options, $"{processName} takes work");
    }

    /// <summary>How long an offer waits. The broker keeps the first declaration of a queue, so all instances must agree on it.</summary>
    internal TimeSpan OfferLifetime { get; init; } = WorkLimits.OfferLifetime;

    /// <summary>How many items wait in a queue at most; all instances must agree on it.</summary>
    internal int QueueItemsMax { get; init; } = WorkLimits.QueueItemsMax;

    /// <inheritdoc/>
    public async Task OfferAsync(string queue, IReadOnlyList<ReadOnlyMemory<byte>> items, CancellationToken cancellationToken)
    {
        WorkLimits.Check(queue, items);
        try
        {
            var connection = await _offering.OpenAsync(cancellationToken);
            try
            {
                await OfferAsync(connection, queue, items, cancellationToken);
            }
            catch (TimeoutException)
            {
                await DeleteAsync(connection, queue);
                throw;
            }
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new WorkQueueUnavailableException(queue, error);
        }
    }

    /// <inheritdoc/>
    public Task ConsumeAsync(
        string queue, int concurrency, Func<ReadOnlyMemory<byte>, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        WorkLimits.Check(queue, concurrency);
        return new WorkSubscription(Topology(queue), _consuming, concurrency, new(queue, handle, _logger), _logger).RunAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _offering.DisposeAsync();
        await _consuming.DisposeAsync();
    }

    async Task OfferAsync(IConnection connection, string queue, IReadOnlyList<ReadOnlyMemory<byte>> items, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(Confirmations.Channel, cancellationToken);
        await OfferAsync(channel, Topology(queue), items, cancellationToken);
    }

    // A broker that was killed just after it declared a queue can keep a queue that never accepts a message again.
    // The items of the queue are offered again anyway, and the next offer declares the queue again.
    async Task DeleteAsync(IConnection connection, string queue)
    {
        using var timeout = new CancellationTokenSource(_options.ConfirmTimeout);
        try
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: timeout.Token);
            await channel.QueueDeleteAsync(WorkTopology.NameOf(queue), ifUnused: false, ifEmpty: false, cancellationToken: timeout.Token);
        }
        catch (Exception)
        {
            // The next offer that fails tries again.
        }
    }

    async Task OfferAsync(IChannel channel, WorkTopology queue, IReadOnlyList<ReadOnlyMemory<byte>> items, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            await queue.DeclareAsync(channel, cancellationToken);
            items = await PublishAsync(channel, WorkTopology.NameOf(queue.Queue), items, cancellationToken);
            if (items.Count == 0)
            {
                return;
            }

            if (Stopwatch.GetElapsedTime(started) > _options.ConfirmTimeout)
            {
                throw new TimeoutException("The broker does not accept the items.");
            }

            // A queue that was just declared or deleted refuses for a moment.
            await Task.Delay(RefusalPause, cancellationToken);
        }
    }

    // Returns the items that the broker did not accept.
    async Task<IReadOnlyList<ReadOnlyMemory<byte>>> PublishAsync(
        IChannel channel, string queue, IReadOnlyList<ReadOnlyMemory<byte>> items, CancellationToken cancellationToken)
    {
        var confirmations = items.Select(item =>
            channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties { Persistent = true }, item, CancellationToken.None).AsTask()).ToArray();
        await Confirmations.WaitAsync(confirmations, _options.ConfirmTimeout, cancellationToken);
        var refused = new List<ReadOnlyMemory<byte>>();
        foreach (var (confirmation, item) in confirmations.Zip(items))
        {
            try
            {
                await confirmation;
            }
            catch (PublishException)
            {
                refused.Add(item);
            }
        }

        return refused;
    }

    WorkTopology Topology(string queue) => new(queue, OfferLifetime, QueueItemsMax);
}
