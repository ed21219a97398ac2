using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>The log of a service as a table, <c>events</c>.</summary>
public static class EventTable
{
    /// <summary>The columns that <see cref="Read"/> expects.</summary>
    internal const string Columns = $"position, id, {EnvelopeColumns.All}";

    /// <summary>How many columns these are.</summary>
    internal const int ColumnCount = 9;

    static readonly string InsertInOrder = $"{InsertFrom(1)} order by n returning position";

    /// <summary>
    /// The beginning of a statement that inserts events, for statements that insert other rows too. The events are the rows <c>e</c>: a join can select among
    /// them. Call <see cref="EventLog.Committed"/> after the commit.
    /// </summary>
    /// <param name="firstParameter">The number of the first of the parameters that <see cref="Parameters"/> makes.</param>
    public static string InsertFrom(int firstParameter) =>
        $"insert into events (id, {EnvelopeColumns.All}) select id, {EnvelopeColumns.FromRows} from {EnvelopeColumns.Rows(firstParameter)}";

    /// <summary>The parameters of <see cref="InsertFrom"/>.</summary>
    public static IEnumerable<NpgsqlParameter> Parameters(IReadOnlyCollection<Envelope> events) => EnvelopeColumns.Arrays(events);

    /// <summary>
    /// A command that inserts events and returns their positions, in order. It must run in the transaction of the rows that the events are about.
    /// Call <see cref="EventLog.Committed"/> after the commit.
    /// </summary>
    public static NpgsqlBatchCommand Insert(IReadOnlyCollection<Envelope> events)
    {
        var command = new NpgsqlBatchCommand(InsertInOrder);
        foreach (var parameter in EnvelopeColumns.Arrays(events))
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Reads a row of <see cref="Columns"/>.</summary>
    internal static Envelope Read(NpgsqlDataReader reader) => EnvelopeColumns.Read(reader, first: 1, reader.GetInt64(0));

    /// <summary>Reads all rows of a query of <see cref="Columns"/>.</summary>
    internal static async Task<IReadOnlyList<Envelope>> ListAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var events = new List<Envelope>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Add(Read(reader));
        }

        return events;
    }
}
