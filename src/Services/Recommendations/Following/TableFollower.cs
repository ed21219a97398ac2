using Cartwright.Platform.Data;
using Npgsql;

namespace Cartwright.Recommendations;

/// <summary>
/// Reads the rows of a table that takes positions, soon after they were committed. Positions appear out of order, because a transaction takes one before it
/// commits. The follower reads the rows after the last position that is final again each time, and the model ignores what it knows. A position is final when a
/// snapshot barrier that was taken after it has passed (<see cref="SnapshotBarrier"/>). Unlike the reader of event logs it stops at no gap, of which conflicts leave many.
/// </summary>
/// <typeparam name="TRow">A row.</typeparam>
/// <param name="database">The database of the service.</param>
/// <param name="table">The table.</param>
/// <param name="columns">The columns of a row, beside its position.</param>
/// <param name="condition">Which rows are read; the parameter <c>$2</c> is the beginning of the first day that counts.</param>
/// <param name="read">Reads the columns of a row, the first of which has the number 0.</param>
internal sealed class TableFollower<TRow>(Database database, string table, string columns, string condition, Func<NpgsqlDataReader, TRow> read)
{
    const int PageMax = 5000;
    const int SettleAttemptsMax = 200;

    static readonly TimeSpan SettleInterval = TimeSpan.FromMilliseconds(10);

    long _final;
    (long Position, long Barrier)? _mark;

    /// <summary>Reads what is new, and some rows again.</summary>
    /// <param name="oldest">The beginning of the first day that counts.</param>
    /// <param name="apply">Gets a page of rows; never empty.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>How many rows were read.</returns>
    public async Task<long> ReadAsync(DateTimeOffset oldest, Action<IReadOnlyList<TRow>> apply, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var end = await EndAsync(connection, cancellationToken);
        if (end <= _final)
        {
            return 0;
        }

        _mark ??= (end, await SnapshotBarrier.TakeAsync(connection, cancellationToken));
        // The first time everything is read; it is worth a wait, so that the next time reads little.
        var attempts = _final == 0 ? SettleAttemptsMax : 1;
        var isSettled = await SnapshotBarrier.HasPassedAsync(connection, _mark.Value.Barrier, cancellationToken);
        while (!isSettled && --attempts > 0)
        {
            await Task.Delay(SettleInterval, cancellationToken);
            isSettled = await SnapshotBarrier.HasPassedAsync(connection, _mark.Value.Barrier, cancellationToken);
        }

        var (after, count) = (_final, 0L);
        IReadOnlyList<TRow> rows;
        do
        {
            (rows, after) = await PageAsync(connection, after, oldest, cancellationToken);
            if (rows.Count > 0)
            {
                apply(rows);
                count += rows.Count;
            }
        }
        while (rows.Count == PageMax);

        if (isSettled)
        {
            _final = _mark.Value.Position;
            _mark = null;
        }

        return count;
    }

    async Task<long> EndAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select coalesce(max(position), 0) from {table}", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    async Task<(IReadOnlyList<TRow> Rows, long After)> PageAsync(
        NpgsqlConnection connection, long after, DateTimeOffset oldest, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"select {columns}, position from {table} where position > $1 and {condition} order by position limit {PageMax}", connection)
        {
            Parameters = { new() { Value = after }, new() { Value = oldest.UtcDateTime } },
        };
        var rows = new List<TRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
            after = reader.GetInt64(reader.FieldCount - 1);
        }

        return (rows, after);
    }
}
