using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// Tries out a service's queues. A broker that is killed a moment after it declared a queue can keep its name and forget the rest: such a queue takes
/// nothing and gives nothing out, says nothing of it, and whoever publishes to it waits for a confirmation that never comes.
/// </summary>
internal static class QueueProbe
{
    // What consumers know these messages by.
    const string MessageType = "cartwright.trial";

    static readonly TimeSpan RefusalPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether a message is one of these, which consumers acknowledge and pass over.</summary>
    public static bool IsTrial(IReadOnlyBasicProperties properties) => properties.Type == MessageType;

    /// <summary>The queues of a service that do not take a message in time.</summary>
    /// <param name="connection">Over which connection.</param>
    /// <param name="service">Whose queues, which exist.</param>
    /// <param name="limit">How long the broker may take.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AlreadyClosedException">The connection broke meanwhile, which says nothing of the queues.</exception>
    public static async Task<IReadOnlyList<string>> FailedAsync(IConnection connection, string service, TimeSpan limit, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(Confirmations.Channel, cancellationToken);
        var properties = new BasicProperties { Persistent = true, Type = MessageType };
        var trials = Topology.AllQueues(service).Select(queue => (Queue: queue, Taken: TakenAsync(queue))).ToList();
        try
        {
            await Confirmations.EndAsync(trials.Select(trial => trial.Taken), limit, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Those that have not answered by now have failed, too.
        }

        var failed = new List<string>();
        foreach (var (queue, taken) in trials)
        {
            if (!taken.IsCompleted || !await taken)
            {
                failed.Add(queue);
            }
        }

        return failed;

        // A queue that has just been declared, or has no leader yet, may refuse for a moment.
        async Task<bool> TakenAsync(string queue)
        {
            var started = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(started) < limit)
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
