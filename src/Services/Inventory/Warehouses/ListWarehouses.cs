using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Inventory;

/// <summary>A warehouse.</summary>
/// <param name="Id">Its name in counts of stock.</param>
public sealed record WarehouseResponse(string Id);

/// <summary>All warehouses.</summary>
/// <param name="Items">By id; at most 1,000.</param>
public sealed record WarehouseListResponse(IReadOnlyList<WarehouseResponse> Items);

/// <summary>Lists the warehouses in which stock can be counted.</summary>
internal static class ListWarehouses
{
    public static async Task<Ok<WarehouseListResponse>> HandleAsync(Database database, CancellationToken cancellationToken) =>
        TypedResults.Ok(new WarehouseListResponse(await database.QueryAsync<WarehouseResponse>("select id from warehouses order by id", null, cancellationToken)));
}
