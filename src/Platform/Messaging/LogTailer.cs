using Cartwright.Platform.Data;
using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>Follows a service's log: returns each of its events once, in order, soon after it was committed.</summary>
/// <param name="log">The part of the log in memory.</param>
/// <param name="source">The database that holds the log.</param>
public sealed class LogTailer(EventLog log, NpgsqlDataSource source)
{
    static readonly TimeSpan GapInterval = TimeSpan.FromMilliseconds(2);

    // A log that was quiet is read less often: commits of this process are handed over in memory, and those of others wake the reader.
    static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    readonly EventLogReader _reader = new(source);
    TimeSpan _pause = ShortestPause;
    bool _isBehind;

    /// <summary>The position up to which every event was returned.</summary>
    public long Position => _reader.Position;

    /// <summary>Continues from a position.</summary>
    public void Seek(long position)
    {
        _reader.Seek(position);
        _isBehind = false;
    }

    /// <summary>The next events; none when none is committed within a quarter of a second, or within a second after a quiet time.</summary>
    public async Task<IReadOnlyList<Envelope>> NextAsync(CancellationToken cancellationToken)
    {
        // After a full page the next one is there already.
        var mustRead = _isBehind || !await WaitAsync(_reader.HasGap ? GapInterval : _pause, cancellationToken);
        while (log.Commits.TryRead(out var committed))
        {
            mustRead |= committed.Count == 0;
            _reader.AddCommitted(committed);
        }

        // The next events are usually in memory. The database has those of other processes, and closes gaps, which a steady stream must not delay.
        var events = _reader.TakeCommitted();
        if (!mustRead && (events.Count > 0 || !_reader.HasGap))
        {
            _pause = ShortestPause;
            return events;
        }

        var read = await _reader.ReadAsync(cancellationToken);
        _isBehind = read.Count == EventLogReader.PageMax;
        _pause = events.Count + read.Count > 0 || _reader.HasGap ? ShortestPause : TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, LongestPause.Ticks));
        return [.. events, .. read];
    }

    /// <summary>The end of a log, up to which no other event can appear.</summary>
    public static async Task<long> EndAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        // A transaction with a position up to the end that is read here has an id below the barrier:
        // once no transaction up to the barrier is running, everything up to the end is final.
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select coalesce(max(position), 0) from events", connection);
        var end = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        var barrier = await SnapshotBarrier.TakeAsync(connection, cancellationToken);
        while (!await SnapshotBarrier.HasPassedAsync(connection, barrier, cancellationToken))
        {
            await Task.Delay(GapInterval, cancellationToken);
        }

        return end;
    }

    /// <returns>Whether there are commits to read; false after the time-out.</returns>
    async Task<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var commits = log.Commits.WaitToReadAsync(wait.Token).AsTask();
        if (commits.IsCompleted)
        {
            return await commits;
        }

        var first = await Task.WhenAny(commits, Task.Delay(timeout, wait.Token));
        await wait.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return first == commits;
    }
}
