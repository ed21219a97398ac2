using System.Globalization;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>Shows the log of a service to the other services.</summary>
internal static class EventHistoryEndpoints
{
    /// <summary>The header with the position from which the next page reads.</summary>
    public const string PositionHeader = "X-Log-Position";

    /// <summary>The header with the end of the log.</summary>
    public const string EndHeader = "X-Log-End";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/internal/events").RequireAuthorization(Policies.Service).ExcludeFromDescription();
        group.MapGet("", GetAsync);
        group.MapGet("ids", GetIdsAsync);
        group.MapGet("of/{aggregateId:guid}", GetAggregateAsync);
    }

    static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetAsync(
        HttpContext context, NpgsqlDataSource source, ServiceName service, long after, string[] name, DateTimeOffset? since, long? upTo,
        [AsParameters] PageRequest request, CancellationToken cancellationToken)
    {
        if (Refuse(name, request, out var limit) is { } problem)
        {
            return problem;
        }

        var page = await EventHistory.ReadAsync(source, new LogQuery(after, name, since, upTo, limit), cancellationToken);
        AddHeaders(context, page);
        return TypedResults.Bytes(CloudEvents.Write(service.Value, page.Items), CloudEvents.BatchMediaType);
    }

    static async Task<Results<Ok<IReadOnlyList<EventPosition>>, ProblemHttpResult>> GetIdsAsync(
        HttpContext context, NpgsqlDataSource source, long after, string[] name, long? upTo, [AsParameters] PageRequest request,
        CancellationToken cancellationToken)
    {
        if (Refuse(name, request, out var limit) is { } problem)
        {
            return problem;
        }

        var page = await EventHistory.ReadIdsAsync(source, new LogQuery(after, name, null, upTo, limit), cancellationToken);
        AddHeaders(context, page);
        return TypedResults.Ok(page.Items);
    }

    static async Task<FileContentHttpResult> GetAggregateAsync(Guid aggregateId, NpgsqlDataSource source, ServiceName service, CancellationToken cancellationToken) =>
        TypedResults.Bytes(
            CloudEvents.Write(service.Value, await EventHistory.ListByAggregateAsync(source, aggregateId, cancellationToken)), CloudEvents.BatchMediaType);

    // A page begins after a position, which other services know without a cursor.
    static ProblemHttpResult? Refuse(string[] names, PageRequest request, out int limit)
    {
        var problem = request.Read(out Page<long> page, EventHistory.PageMax, EventHistory.PageMax);
        limit = page.Limit;
        return names.Length == 0 ? Problems.Invalid("name", "At least one name of an event is needed.") : problem;
    }

    static void AddHeaders<T>(HttpContext context, LogPage<T> page)
    {
        context.Response.Headers[PositionHeader] = page.Position.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers[EndHeader] = page.End.ToString(CultureInfo.InvariantCulture);
    }
}
