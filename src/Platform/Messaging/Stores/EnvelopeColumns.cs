using Npgsql;
using NpgsqlTypes;

namespace Cartwright.Platform.Messaging;

/// <summary>
/// The columns of an envelope, in their order, for every table that holds one: the log (<c>events</c>), <c>retries</c> and <c>dead_letters</c>.
/// The tables differ in the name of the event's id, so it is not among them.
/// </summary>
internal static class EnvelopeColumns
{
    const string Attributes = "name, version, time, aggregate_id, idempotency_key, trace_parent";

    /// <summary>The columns.</summary>
    public const string All = $"{Attributes}, data";

    /// <summary>The columns, selected from <see cref="Rows"/>.</summary>
    public const string FromRows = $"{Attributes}, data::jsonb";

    /// <summary>The columns with those that <c>retries</c> and <c>dead_letters</c> have before them.</summary>
    public const string WithPublisher = $"event_id, publisher, {All}";

    const int ArraysOfEnvelope = 8;

    /// <summary>The table <c>e</c> of envelopes that are sent as arrays (<see cref="Arrays"/>): <c>id</c>, the columns, and <c>n</c>, which numbers the rows.</summary>
    /// <param name="firstParameter">The number of the first array among the parameters of the statement.</param>
    /// <param name="more">Columns whose arrays follow those of the envelopes.</param>
    public static string Rows(int firstParameter, params IReadOnlyCollection<string> more)
    {
        var parameters = Enumerable.Range(firstParameter, ArraysOfEnvelope + more.Count).Select(number => $"${number}");
        return $"unnest({string.Join(", ", parameters)}) with ordinality as e ({string.Join(", ", ["id", All, .. more, "n"])})";
    }

    /// <summary>The parameters of <see cref="Rows"/>.</summary>
    public static IEnumerable<NpgsqlParameter> Arrays(IReadOnlyCollection<Envelope> events) =>
    [
        new() { Value = events.Select(e => e.Id).ToArray() },
        new() { Value = events.Select(e => e.Name).ToArray() },
        new() { Value = events.Select(e => (short)e.Version).ToArray() },
        new() { Value = events.Select(e => e.Time.UtcDateTime).ToArray() },
        new() { Value = events.Select(e => e.AggregateId).ToArray() },
        new() { Value = events.Select(e => e.IdempotencyKey).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
        new() { Value = events.Select(e => e.TraceParent).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
        new() { Value = events.Select(e => e.Data).ToArray() },
    ];

    /// <summary>Reads the event's id and the columns.</summary>
    /// <param name="reader">A row.</param>
    /// <param name="first">The index of the id, which the columns follow.</param>
    /// <param name="position">The position in the publisher's log; 0 where it is not known.</param>
    public static Envelope Read(NpgsqlDataReader reader, int first, long position) => new(
        position,
        reader.GetGuid(first),
        reader.GetString(first + 1),
        reader.GetInt16(first + 2),
        reader.GetFieldValue<DateTimeOffset>(first + 3),
        reader.GetGuid(first + 4),
        reader.IsDBNull(first + 5) ? null : reader.GetString(first + 5),
        reader.IsDBNull(first + 6) ? null : reader.GetString(first + 6),
        reader.GetString(first + 7));
}
