using Cartwright.Platform.Hosting;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;
using NpgsqlTypes;

namespace Cartwright.Platform.Messaging;

/// <summary>Which events of a log are asked for.</summary>
/// <param name="After">Those after this position.</param>
/// <param name="Names">Those of these names.</param>
/// <param name="Since">Those that happened then or later; null for all.</param>
/// <param name="UpTo">Those up to this position, which an earlier answer named as its end; null for the end of the log.</param>
/// <param name="Limit">At most so many, 1 to <see cref="EventHistory.PageMax"/>.</param>
public sealed record LogQuery(
    long After, IReadOnlyCollection<string> Names, DateTimeOffset? Since = null, long? UpTo = null, int Limit = EventHistory.PageMax);

/// <summary>A part of a log.</summary>
/// <param name="Items">What was found, in order.</param>
/// <param name="Position">Everything that was asked for is among the items up to here; the place to go on from.</param>
/// <param name="End">How far the log was read: nothing will appear any more up to here.</param>
public sealed record LogPage<T>(IReadOnlyList<T> Items, long Position, long End);

/// <summary>Reads the log of a service as its history, and shows it to the other services.</summary>
public static class EventHistory
{
    /// <summary>How many events there are at most in a page.</summary>
    public const int PageMax = 1000;

    /// <summary>Where the position to go on from is told.</summary>
    internal const string PositionHeader = "X-Log-Position";

    /// <summary>Where the end of the log is told.</summary>
    internal const string EndHeader = "X-Log-End";

    const string Where = "where position > $1 and position <= $2 and name = any($3) and ($4::timestamptz is null or time >= $4) order by position limit $5";

    const string Columns = "position, id, name, version, time, aggregate_id, idempotency_key, trace_parent, data";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/internal/events").RequireAuthorization(Policies.Service).ExcludeFromDescription();
        group.MapGet("", GetAsync);
        group.MapGet("ids", GetIdsAsync);
        group.MapGet("of/{aggregateId:guid}", GetAggregateAsync);
    }

    /// <summary>Events of a log.</summary>
    /// <param name="source">The database of the service.</param>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<LogPage<Envelope>> ReadAsync(NpgsqlDataSource source, LogQuery query, CancellationToken cancellationToken) =>
        PageAsync(source, $"select {Columns} from events {Where}", query, EventLogReader.Read, e => e.Position, cancellationToken);

    /// <summary>Places and ids of the events of a log.</summary>
    internal static Task<LogPage<EventPlace>> ReadIdsAsync(NpgsqlDataSource source, LogQuery query, CancellationToken cancellationToken) =>
        PageAsync(
            source, $"select position, id from events {Where}", query, r => new EventPlace(r.GetInt64(0), r.GetGuid(1)), e => e.Position, cancellationToken);

    static async Task<LogPage<T>> PageAsync<T>(
        NpgsqlDataSource source, string sql, LogQuery query, Func<NpgsqlDataReader, T> read, Func<T, long> position,
        CancellationToken cancellationToken)
    {
        var until = query.UpTo ?? await LogTailer.EndAsync(source, cancellationToken);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection)
        {
            Parameters =
            {
                new() { Value = query.After },
                new() { Value = until },
                new() { Value = query.Names.ToArray() },
                new() { Value = (object?)query.Since?.UtcDateTime ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new() { Value = query.Limit },
            },
        };
        var items = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            items.Add(read(reader));
        }

        return new(items, items.Count == query.Limit ? position(items[^1]) : Math.Max(query.After, until), until);
    }

    static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetAsync(
        HttpContext context, NpgsqlDataSource source, ServiceName service, long after, string[] name, DateTimeOffset? since, long? upTo, int? limit,
        CancellationToken cancellationToken)
    {
        if (Refuse(name, limit) is { } refusal)
        {
            return refusal;
        }

        var page = await ReadAsync(source, new LogQuery(after, name, since, upTo, limit ?? PageMax), cancellationToken);
        Notify(context, page);
        return TypedResults.Bytes(CloudEvents.Write(service.Value, page.Items), CloudEvents.BatchMediaType);
    }

    static async Task<Results<Ok<IReadOnlyList<EventPlace>>, ProblemHttpResult>> GetIdsAsync(
        HttpContext context, NpgsqlDataSource source, long after, string[] name, long? upTo, int? limit, CancellationToken cancellationToken)
    {
        if (Refuse(name, limit) is { } refusal)
        {
            return refusal;
        }

        var page = await ReadIdsAsync(source, new LogQuery(after, name, null, upTo, limit ?? PageMax), cancellationToken);
        Notify(context, page);
        return TypedResults.Ok(page.Items);
    }

    /// <summary>The events of one aggregate, at most a page.</summary>
    /// <param name="source">The database of the service.</param>
    /// <param name="aggregateId">What they are about.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<Envelope>> OfAggregateAsync(NpgsqlDataSource source, Guid aggregateId, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"select {Columns} from events where aggregate_id = $1 order by position limit {PageMax}", connection)
        {
            Parameters = { new() { Value = aggregateId } },
        };
        var events = new List<Envelope>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Add(EventLogReader.Read(reader));
        }

        return events;
    }

    static async Task<FileContentHttpResult> GetAggregateAsync(Guid aggregateId, NpgsqlDataSource source, ServiceName service, CancellationToken cancellationToken) =>
        TypedResults.Bytes(CloudEvents.Write(service.Value, await OfAggregateAsync(source, aggregateId, cancellationToken)), CloudEvents.BatchMediaType);

    static ProblemHttpResult? Refuse(string[] names, int? limit) =>
        names.Length == 0 ? Http.Problems.Invalid("name", "At least one name of an event is needed.")
        : limit is < 1 or > PageMax ? Http.Problems.Invalid("limit", $"The limit must be 1 to {PageMax}.")
        : null;

    static void Notify<T>(HttpContext context, LogPage<T> page)
    {
        context.Response.Headers[PositionHeader] = page.Position.ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.Headers[EndHeader] = page.End.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>Where an event stands in its publisher's log.</summary>
/// <param name="Position">The place.</param>
/// <param name="Id">The event.</param>
public sealed record EventPlace(long Position, Guid Id);
