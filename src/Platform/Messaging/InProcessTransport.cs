using System.Collections.Concurrent;
using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>
/// Carries events between the services of one process. One reader per publisher fills a buffer in memory, from which all subscribers read.
/// A subscriber saves its position in the transaction of the effect, so a kill at any moment neither loses nor repeats an event,
/// and a slow subscriber delays no other.
/// </summary>
/// <param name="logger">Logs databases that do not answer.</param>
public sealed class InProcessTransport(ILogger<InProcessTransport> logger) : IEventTransport
{
    const int BatchMax = 512;
    static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);

    readonly ConcurrentDictionary<string, EventBuffer> _buffers = new();

    /// <inheritdoc/>
    public async Task PublishAsync(string publisher, EventLog log, NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var buffer = Buffer(publisher);
        var tailer = new LogTailer(log, source);
        if (buffer.IsOpen)
        {
            tailer.Seek(buffer.End);
            buffer.Reopen(source);
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (!buffer.IsOpen)
                {
                    // The buffer holds new events; subscribers that are behind read the earlier ones from the database.
                    tailer.Seek(await StartAsync(source, cancellationToken));
                    buffer.Open(source, tailer.Position);
                    log.MarkRelayed(tailer.Position);
                }

                if (await tailer.NextAsync(cancellationToken) is { Count: > 0 } events)
                {
                    buffer.Add(events);
                    log.MarkRelayed(buffer.End);
                }
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                logger.EventsDelayed(publisher, error.Message);
                // Reads again what was read and not buffered. A gap needs a new barrier: a server that crashed may reuse its transaction id.
                tailer.Seek(buffer.End);
                await Task.Delay(RetryInterval, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public Task SubscribeAsync(IEventSubscriber subscriber, CancellationToken cancellationToken) =>
        Task.WhenAll(subscriber.Events.Select(e => e.Publisher).Distinct().Select(publisher => SubscribeAsync(publisher, subscriber, cancellationToken)));

    /// <inheritdoc/>
    public async Task<LogPage<Envelope>> ReadAsync(string publisher, LogQuery query, CancellationToken cancellationToken)
    {
        var buffer = Buffer(publisher);
        await buffer.Opened.WaitAsync(cancellationToken);
        return await EventHistory.ReadAsync(buffer.Source, query, cancellationToken);
    }

    async Task SubscribeAsync(string publisher, IEventSubscriber subscriber, CancellationToken cancellationToken)
    {
        var buffer = Buffer(publisher);
        await buffer.Opened.WaitAsync(cancellationToken);
        var position = -1L;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (position < 0)
                {
                    position = await subscriber.GetPositionAsync(publisher, cancellationToken);
                }

                var added = buffer.NextAdd;
                var page = await buffer.ReadAsync(position, BatchMax, cancellationToken);
                if (page.Count == 0)
                {
                    await added.WaitAsync(cancellationToken);
                    continue;
                }

                // The position is saved with the effect; skipping unwanted events needs no write.
                var wanted = page.Where(e => subscriber.Wants(e.Name)).ToList();
                if (wanted.Count > 0)
                {
                    await subscriber.HandleAsync(wanted, new(publisher, page[^1].Position), cancellationToken);
                }

                position = page[^1].Position;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                logger.EventsDelayed(publisher, error.Message);
                position = -1;
                await Task.Delay(RetryInterval, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public async Task ListenAsync(string publisher, Action<Envelope> onEvent, Action onMissed, CancellationToken cancellationToken)
    {
        var buffer = Buffer(publisher);
        await buffer.Opened.WaitAsync(cancellationToken);
        var position = buffer.End;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var added = buffer.NextAdd;
                var page = await buffer.ReadAsync(position, BatchMax, cancellationToken);
                if (page.Count == 0)
                {
                    await added.WaitAsync(cancellationToken);
                    continue;
                }

                foreach (var envelope in page)
                {
                    onEvent(envelope);
                }

                position = page[^1].Position;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                logger.EventsDelayed(publisher, error.Message);
                await Task.Delay(RetryInterval, cancellationToken);
            }
        }
    }

    EventBuffer Buffer(string publisher) => _buffers.GetOrAdd(publisher, _ => new EventBuffer());

    // A later relay over a broker need not publish events that subscribers of this process have handled.
    static async Task<long> StartAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await LeaderLease.ResetAsync(source, cancellationToken);
        return await LogTailer.EndAsync(source, cancellationToken);
    }
}
