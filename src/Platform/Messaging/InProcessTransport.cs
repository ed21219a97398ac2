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
    const int BatchMax = 128;
    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan GapInterval = TimeSpan.FromMilliseconds(2);
    static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);

    readonly ConcurrentDictionary<string, LogTail> _tails = new();

    /// <inheritdoc/>
    public async Task PublishAsync(string publisher, EventLog log, NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var tail = Tail(publisher);
        var reader = new EventLogReader(source);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (!tail.IsOpen)
                {
                    // Memory holds what comes from now on; what was there before is read from the database by whoever still needs it.
                    reader.Seek(await StartAsync(source, cancellationToken));
                    tail.Open(source, reader.Position);
                }

                var isShown = await WaitAsync(log, reader.WaitsForGap ? GapInterval : PollInterval, cancellationToken);
                while (log.Commits.TryRead(out var committed))
                {
                    reader.Show(committed);
                }

                // Usually what comes next was shown. The database is asked when what was shown waits for something that is missing,
                // which a steady stream must not put off, and now and then for what others wrote.
                var events = reader.TakeShown();
                if (!isShown || (events.Count == 0 && reader.WaitsForGap))
                {
                    events = [.. events, .. await reader.ReadAsync(cancellationToken)];
                }

                if (events.Count > 0)
                {
                    tail.Add(events);
                }
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                LogUnavailable(publisher, error.Message);
                // What was read and not handed on is read again. A gap needs a new fence: a server that died may give out its number again.
                reader.Seek(tail.End);
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
        return await EventHistory.ReadAsync(tail.Source, query, tail.End, cancellationToken);
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

    LogTail Tail(string publisher) => _tails.GetOrAdd(publisher, _ => new LogTail());

    // Whoever writes at or below the end that is seen here had a transaction id before, so before the fence:
    // once no transaction up to the fence is running any more, everything up to that end is final.
    static async Task<long> StartAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var end = await ReadNumberAsync(connection, "select coalesce(max(position), 0) from events", cancellationToken);
        var fence = await ReadNumberAsync(connection, "select pg_current_xact_id()::text::bigint", cancellationToken);
        while (await ReadNumberAsync(connection, "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint", cancellationToken) <= fence)
        {
            await Task.Delay(GapInterval, cancellationToken);
        }

        return end;
    }

    static async Task<long> ReadNumberAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <returns>Whether there is something to be shown; false when the time is up.</returns>
    static async Task<bool> WaitAsync(EventLog log, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var shown = log.Commits.WaitToReadAsync(wait.Token).AsTask();
        if (shown.IsCompleted)
        {
            return await shown;
        }

        var first = await Task.WhenAny(shown, Task.Delay(atMost, wait.Token));
        await wait.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return first == shown;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Events of {Publisher} wait: {Reason}")]
    partial void LogUnavailable(string publisher, string reason);
}
