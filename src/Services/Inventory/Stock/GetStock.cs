using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Inventory;

/// <summary>A SKU in a warehouse.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="WarehouseId">The warehouse.</param>
/// <param name="StockLevel">Units on hand.</param>
/// <param name="Reserved">Units of these that open orders reserve.</param>
/// <param name="Available">Units that can be ordered.</param>
public sealed record StockItemResponse(string Sku, string WarehouseId, int StockLevel, int Reserved, int Available);

/// <summary>The stock of a product.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Items">By SKU and warehouse.</param>
/// <param name="Available">Units that can be ordered, over all.</param>
public sealed record StockResponse(Guid ProductId, IReadOnlyList<StockItemResponse> Items, int Available);

/// <summary>How much of a SKU can be ordered.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Available">Units, over all warehouses.</param>
public sealed record AvailabilityItem(string Sku, int Available);

/// <summary>How much can be ordered.</summary>
/// <param name="Items">The known SKUs, in the order of the request.</param>
/// <param name="Unknown">The SKUs of the request that do not exist.</param>
public sealed record AvailabilityResponse(IReadOnlyList<AvailabilityItem> Items, IReadOnlyList<string> Unknown);

/// <summary>Shows stock as it is now.</summary>
internal static class GetStock
{
    const int SkusMax = 200;

    public static async Task<Results<Ok<StockResponse>, ProblemHttpResult>> OfProductAsync(
        Guid productId, Database database, ProductSkus products, CancellationToken cancellationToken) =>
        (await products.OfAsync(productId, null, cancellationToken)).Count == 0
            ? Problems.NotFound("product")
            : TypedResults.Ok(await ReadAsync(productId, database, cancellationToken));

    public static async Task<Results<Ok<AvailabilityResponse>, ProblemHttpResult>> AvailabilityAsync(
        string[] sku, Database database, ProductSkus products, CancellationToken cancellationToken)
    {
        if (sku.Length is 0 or > SkusMax)
        {
            return Problems.Invalid("sku", $"Name 1 to {SkusMax} SKUs.");
        }

        var rows = await database.QueryAsync<AvailabilityItem>(
            """
            select i.sku, coalesce(sum(s.on_hand - s.reserved), 0)::int as available
            from stock_items i left join stock s on s.sku = i.sku
            where i.sku = any(@sku)
            group by i.sku
            """,
            new { sku },
            cancellationToken);
        var available = rows.ToDictionary(r => r.Sku, r => r.Available);
        var missing = sku.Where(s => !available.ContainsKey(s)).Distinct().ToList();
        var unknown = missing.Count == 0 ? [] : missing.Except(await products.ExistingAsync(missing, cancellationToken)).ToHashSet();
        return TypedResults.Ok(new AvailabilityResponse(
            [.. sku.Where(s => !unknown.Contains(s)).Select(s => new AvailabilityItem(s, available.GetValueOrDefault(s)))], [.. unknown]));
    }

    internal static async Task<StockResponse> ReadAsync(Guid productId, Database database, CancellationToken cancellationToken)
    {
        var items = await database.QueryAsync<StockItemResponse>(
            """
            select s.sku, s.warehouse_id, s.on_hand as stock_level, s.reserved, s.on_hand - s.reserved as available
            from stock_items i join stock s on s.sku = i.sku
            where i.product_id = @productId
            order by s.sku, s.warehouse_id
            """,
            new { productId },
            cancellationToken);
        return new(productId, items, items.Sum(i => i.Available));
    }
}
