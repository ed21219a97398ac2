using System.Diagnostics.Metrics;
using Cartwright.Platform.Observability;
using RabbitMQ.Client;

namespace Cartwright.Platform.Messaging.RabbitMq;

/// <summary>How many messages wait in the queues of a service, asked for now and then. Every instance tells the same, because they share the queues.</summary>
internal sealed class QueueDepth : IDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    readonly Meter _meter;
    readonly string[] _queues;
    volatile uint[]? _counts;

    public QueueDepth(string service)
    {
        _queues = [.. Enumerable.Range(0, Topology.Parts).Select(part => Topology.Queue(service, part)), Topology.DeadQueue(service)];
        _meter = new(new MeterOptions(Telemetry.Meter) { Tags = [new("service", service)] });
        _meter.CreateObservableGauge("cartwright.queue.messages", Measure, "{message}", "Messages that wait in a queue of the broker and are not on their way yet.");
    }

    /// <summary>Asks until cancelled, or until the connection breaks.</summary>
    public async Task WatchAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        while (true)
        {
            var counts = new uint[_queues.Length];
            for (var i = 0; i < counts.Length; i++)
            {
                counts[i] = await channel.MessageCountAsync(_queues[i], cancellationToken);
            }

            _counts = counts;
            await Task.Delay(Interval, cancellationToken);
        }
    }

    public void Dispose() => _meter.Dispose();

    IEnumerable<Measurement<long>> Measure() =>
        _counts is { } counts ? [.. counts.Select((count, i) => new Measurement<long>(count, new KeyValuePair<string, object?>("queue", _queues[i])))] : [];
}
