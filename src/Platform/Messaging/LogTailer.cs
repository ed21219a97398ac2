using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>Follows a service's log: hands out each of its events once, in order, soon after it was committed.</summary>
internal sealed class LogTailer(EventLog log, NpgsqlDataSource source)
{
    static readonly TimeSpan GapInterval = TimeSpan.FromMilliseconds(2);

    readonly EventLogReader _reader = new(source);
    bool _isBehind;

    /// <summary>Everything up to here was handed out.</summary>
    public long Position => _reader.Position;

    /// <summary>Goes on from a position.</summary>
    public void Seek(long position)
    {
        _reader.Seek(position);
        _isBehind = false;
    }

    /// <summary>The next events; none when none came in time.</summary>
    /// <param name="atMost">How long to wait. A gap in the log is looked into much sooner.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Envelope>> NextAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        // A full page was read: the next one is there already.
        var mustLook = _isBehind || !await WaitAsync(_reader.WaitsForGap ? GapInterval : atMost, cancellationToken);
        while (log.Commits.TryRead(out var committed))
        {
            mustLook |= committed.Count == 0;
            _reader.Show(committed);
        }

        // Usually what comes next was shown. The database is asked when what was shown waits for something that is missing,
        // which a steady stream must not put off, and for what others wrote.
        var events = _reader.TakeShown();
        if (!mustLook && (events.Count > 0 || !_reader.WaitsForGap))
        {
            return events;
        }

        var read = await _reader.ReadAsync(cancellationToken);
        _isBehind = read.Count == EventLogReader.PageMax;
        return [.. events, .. read];
    }

    /// <summary>The end of a log, up to which nothing will appear any more.</summary>
    public static async Task<long> EndAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        // Whoever writes at or below the end that is seen here had a transaction id before, so before the fence:
        // once no transaction up to the fence is running any more, everything up to that end is final.
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
    async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
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
}
