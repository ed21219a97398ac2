using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Catalog;

/// <summary>Shows the search indexes of the instances, and has them built again while searches and edits go on.</summary>
internal static class RebuildIndexes
{
    sealed record Row(Guid Instance, bool Building, long Behind, int Products, int Rebuilt, int Requested, DateTimeOffset SeenAt);

    /// <summary>Shows the indexes of the instances that run.</summary>
    public static async Task<Ok<SearchIndexListResponse>> ListAsync(Database database, CancellationToken cancellationToken) =>
        TypedResults.Ok(await ReadAsync(database, cancellationToken));

    /// <summary>Asks all instances to build their indexes again. While one still does so, nothing more is asked.</summary>
    public static async Task<Accepted<SearchIndexListResponse>> StartAsync(Database database, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(
            $"""
            update search_rebuilds r set requested = requested + 1
            where not exists (
                select from search_indexes i
                where i.seen_at > now() - interval '{IndexReports.Lifetime}' and i.moved_at > now() - interval '{IndexReports.StuckAfter}' and i.rebuilt < r.requested)
            """,
            null,
            cancellationToken);
        return TypedResults.Accepted("/api/products/search/indexes", await ReadAsync(database, cancellationToken));
    }

    static async Task<SearchIndexListResponse> ReadAsync(Database database, CancellationToken cancellationToken) =>
        new([.. (await database.QueryAsync<Row>(
            $"""
            select i.instance, i.building, greatest((select coalesce(max(position), 0) from events) - i.position, 0) as behind, i.products, i.rebuilt, r.requested, i.seen_at
            from search_indexes i cross join search_rebuilds r
            where i.seen_at > now() - interval '{IndexReports.Lifetime}'
            order by i.instance
            """,
            null,
            cancellationToken)).Select(r => new SearchIndexResponse(
                r.Instance, r.Building || r.Rebuilt < r.Requested ? "rebuilding" : r.Behind > 0 ? "behind" : "current", r.Products, r.Behind, r.SeenAt))]);
}
