using System.Diagnostics.Metrics;
using Cartwright.Platform.Observability;
using RabbitMQ.Client;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// Observes the queues of a service: measures how many messages wait, the same for every instance, and checks that the broker knows consumers.
/// The broker does not always cancel the consumers of a queue that is deleted and declared again at once.
/// </summary>
internal sealed class QueueWatch : IDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // A queue that elects its leader, or a busy broker, reports no consumers for a moment.
    const int ChecksWithoutConsumersMax = 2;

    readonly Meter _meter;
    readonly IReadOnlyList<string> _queues;
    volatile uint[]? _counts;

    public QueueWatch(string service)
    {
        _queues = Topology.AllQueues(service);
        _meter = new(new MeterOptions(Metering.MeterName) { Tags = [new("service", service)] });
        _meter.CreateObservableGauge("cartwright.queue.messages", Measure, "{message}", "Messages that wait in a queue of the broker and are not on their way yet.");
    }

    /// <summary>Observes until cancelled.</summary>
    /// <exception cref="InvalidOperationException">The broker has lost the consumers of a queue.</exception>
    public async Task RunAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var withoutConsumers = new int[_queues.Count];
        while (true)
        {
            var counts = new uint[_queues.Count];
            for (var i = 0; i < counts.Length; i++)
            {
                var queue = await channel.QueueDeclarePassiveAsync(_queues[i], cancellationToken);
                counts[i] = queue.MessageCount;
                withoutConsumers[i] = queue.ConsumerCount == 0 ? withoutConsumers[i] + 1 : 0;
                if (withoutConsumers[i] > ChecksWithoutConsumersMax)
                {
                    throw new InvalidOperationException($"The broker has lost the consumers of {_queues[i]}.");
                }
            }

            _counts = counts;
            await Task.Delay(Interval, cancellationToken);
        }
    }

    public void Dispose() => _meter.Dispose();

    IEnumerable<Measurement<long>> Measure() =>
        _counts is { } counts ? [.. counts.Select((count, i) => new Measurement<long>(count, new KeyValuePair<string, object?>("queue", _queues[i])))] : [];
}
