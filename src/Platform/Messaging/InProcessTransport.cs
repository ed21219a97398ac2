using System.Collections.Concurrent;
using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>
/// Events between services of one process. A publisher's log is read once and shared from memory; each subscriber follows it at its own
/// pace, keeping its position in the transaction of the effect, so that a kill at any moment neither loses nor repeats one,
/// and a slow subscriber holds up nobody else.
/// </summary>
/// <param name="logger">Told of databases that do not answer.</param>
public sealed partial class InProcessTransport(ILogger<InProcessTransport> logger) : IEventTransport
{
    const int BatchMax = 512;
    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);

    readonly ConcurrentDictionary<string, EventBuffer> _tails = new();

    /// <inheritdoc/>
    public async Task PublishAsync(string publisher, EventLog log, NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var tail = Tail(publisher);
        var follower = new LogTailer(log, source);
        if (tail.IsOpen)
        {
            follower.Seek(tail.End);
            tail.Reopen(source);
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (!tail.IsOpen)
                {
                    // Memory holds what comes from now on; what was there before is read from the database by whoever still needs it.
                    follower.Seek(await StartAsync(source, cancellationToken));
                    tail.Open(source, follower.Position);
                    log.MarkRelayed(follower.Position);
                }

                if (await follower.NextAsync(PollInterval, cancellationToken) is { Count: > 0 } events)
                {
                    tail.Add(events);
                    log.MarkRelayed(tail.End);
                }
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                LogUnavailable(publisher, error.Message);
                // What was read and not handed on is read again. A gap needs a new fence: a server that died may give out its number again.
                follower.Seek(tail.End);
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
        var tail = Tail(publisher);
        await tail.Opened.WaitAsync(cancellationToken);
        return await EventHistory.ReadAsync(tail.Source, query, cancellationToken);
    }

    async Task SubscribeAsync(string publisher, IEventSubscriber subscriber, CancellationToken cancellationToken)
    {
        var tail = Tail(publisher);
        await tail.Opened.WaitAsync(cancellationToken);
        var position = -1L;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (position < 0)
                {
                    position = await subscriber.PositionAsync(publisher, cancellationToken);
                }

                var added = tail.NextAdd;
                var page = await tail.ReadAsync(position, BatchMax, cancellationToken);
                if (page.Count == 0)
                {
                    await added.WaitAsync(cancellationToken);
                    continue;
                }

                // The position is kept with the effect; passing over what nobody here wants needs no write.
                var wanted = page.Where(e => subscriber.Wants(e.Name)).ToList();
                if (wanted.Count > 0)
                {
                    await subscriber.HandleAsync(wanted, new(publisher, page[^1].Position), cancellationToken);
                }

                position = page[^1].Position;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                LogUnavailable(publisher, error.Message);
                position = -1;
                await Task.Delay(RetryInterval, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public async Task ListenAsync(string publisher, Action<Envelope> onEvent, Action onMissed, CancellationToken cancellationToken)
    {
        var tail = Tail(publisher);
        await tail.Opened.WaitAsync(cancellationToken);
        var position = tail.End;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var added = tail.NextAdd;
                var page = await tail.ReadAsync(position, BatchMax, cancellationToken);
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
                LogUnavailable(publisher, error.Message);
                await Task.Delay(RetryInterval, cancellationToken);
            }
        }
    }

    EventBuffer Tail(string publisher) => _tails.GetOrAdd(publisher, _ => new EventBuffer());

    // The next relay, should there ever be one, need not hand on what is handled here.
    static async Task<long> StartAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("update relay set position = null where position is not null");
        await command.ExecuteNonQueryAsync(cancellationToken);
        return await LogTailer.EndAsync(source, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Events of {Publisher} wait: {Reason}")]
    partial void LogUnavailable(string publisher, string reason);
}
