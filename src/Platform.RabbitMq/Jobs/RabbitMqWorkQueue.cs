using System.Diagnostics;
using Cartwright.Platform.Jobs;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Cartwright.Platform.RabbitMq;

/// <summary>Work between processes: the broker gives each item to the next consumer that has room for it, and to another one when that dies of it.</summary>
public sealed class RabbitMqWorkQueue : IWorkQueue, IAsyncDisposable
{
    static readonly TimeSpan RefusalPause = TimeSpan.FromMilliseconds(50);

    readonly RabbitMqOptions _options;
    readonly ILogger _logger;

    // A broker that blocks publishers, because its memory or disk is full, must not block acknowledgements.
    readonly BrokerConnection _offering;
    readonly BrokerConnection _taking;

    /// <summary>Prepares it; it connects when it is used.</summary>
    /// <param name="options">Where the broker is.</param>
    /// <param name="processName">What the broker's administrator sees.</param>
    /// <param name="logger">Told of items that failed, and when the broker does not answer.</param>
    public RabbitMqWorkQueue(RabbitMqOptions options, string processName, ILogger<RabbitMqWorkQueue> logger)
    {
        _options = options;
        _logger = logger;
        _offering = new(options, $"{processName} offers work");
        _taking = new(options, $"{processName} takes work");
    }

    /// <summary>How long an offer waits. The broker keeps the queue as it was first declared, so all must agree on it.</summary>
    internal TimeSpan OfferLifetime { get; init; } = WorkLimits.OfferLifetime;

    /// <summary>How many items wait in a queue at most; the same holds.</summary>
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
                await RemoveAsync(connection, queue);
                throw;
            }
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new WorkQueueUnavailableException(queue, error);
        }
    }

    /// <inheritdoc/>
    public Task TakeAsync(
        string queue, int concurrency, Func<ReadOnlyMemory<byte>, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        WorkLimits.Check(queue, concurrency);
        return new WorkSubscription(Topology(queue), _taking, concurrency, new(queue, handle, _logger), _logger).RunAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _offering.DisposeAsync();
        await _taking.DisposeAsync();
    }

    async Task OfferAsync(IConnection connection, string queue, IReadOnlyList<ReadOnlyMemory<byte>> items, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(Confirmations.Channel, cancellationToken);
        await OfferAsync(channel, Topology(queue), items, cancellationToken);
    }

    // A broker that was killed just after a queue was declared can be left with a queue that never takes anything again, and does not know it.
    // What is in a queue is offered again anyway: the next offer finds none and declares it anew.
    async Task RemoveAsync(IConnection connection, string queue)
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
                throw new TimeoutException("The broker does not accept what is offered.");
            }

            // A queue that somebody else has just declared, or deleted, refuses for a moment.
            await Task.Delay(RefusalPause, cancellationToken);
        }
    }

    // Returns what the broker did not accept.
    async Task<IReadOnlyList<ReadOnlyMemory<byte>>> PublishAsync(
        IChannel channel, string queue, IReadOnlyList<ReadOnlyMemory<byte>> items, CancellationToken cancellationToken)
    {
        var confirmations = items.Select(item =>
            channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties { Persistent = true }, item, CancellationToken.None).AsTask()).ToArray();
        await Confirmations.EndAsync(confirmations, _options.ConfirmTimeout, cancellationToken);
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
