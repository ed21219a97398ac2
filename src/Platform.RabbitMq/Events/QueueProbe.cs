using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// Finds unusable queues by publishing a message to each. A broker that is killed a moment after it declared a queue can keep its name and lose the rest:
/// such a queue accepts and delivers nothing and reports no error, and a publisher waits for a confirmation that never comes.
/// </summary>
internal static class QueueProbe
{
    // Consumers recognise the messages by this type; brokers may still hold messages of an earlier version.
    const string MessageType = "cartwright.trial";

    static readonly TimeSpan RefusalPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether a message is a probe, which consumers acknowledge and ignore.</summary>
    public static bool IsProbe(IReadOnlyBasicProperties properties) => properties.Type == MessageType;

    /// <summary>The queues of a service that do not accept a message in time.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="service">The service, whose queues exist.</param>
    /// <param name="timeout">How long the broker may take.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="AlreadyClosedException">The connection broke, which says nothing about the queues.</exception>
    public static async Task<IReadOnlyList<string>> GetUnusableAsync(
        IConnection connection, string service, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(Confirmations.Channel, cancellationToken);
        var properties = new BasicProperties { Persistent = true, Type = MessageType };
        var probes = Topology.AllQueues(service).Select(queue => (Queue: queue, IsAccepted: IsAcceptedAsync(queue))).ToList();
        try
        {
            await Confirmations.WaitAsync(probes.Select(probe => probe.IsAccepted), timeout, cancellationToken);
        }
        catch (TimeoutException)
        {
            // A queue that has not answered by now is unusable.
        }

        var unusable = new List<string>();
        foreach (var (queue, isAccepted) in probes)
        {
            if (!isAccepted.IsCompleted || !await isAccepted)
            {
                unusable.Add(queue);
            }
        }

        return unusable;

        // A queue that has just been declared, or has no leader yet, may refuse for a moment.
        async Task<bool> IsAcceptedAsync(string queue)
        {
            var started = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(started) < timeout)
            {
                try
                {
                    await channel.BasicPublishAsync("", queue, mandatory: true, properties, ReadOnlyMemory<byte>.Empty, CancellationToken.None);
                    return true;
                }
                catch (PublishException)
                {
                    await Task.Delay(RefusalPause, cancellationToken);
                }
            }

            return false;
        }
    }
}
