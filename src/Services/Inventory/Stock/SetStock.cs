using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Inventory;

/// <summary>A count of one SKU of a product in one warehouse.</summary>
/// <param name="StockLevel">Units on hand, reserved ones included.</param>
/// <param name="WarehouseId">The warehouse, which exists already.</param>
/// <param name="Sku">Needed when the product has several variants.</param>
public sealed record SetStockRequest(
    [property: Range(0, 100_000_000)] int StockLevel,
    [property: Required, RegularExpression(Warehouse.IdPattern, ErrorMessage = Warehouse.IdRule)]
    string WarehouseId,
    [property: StringLength(64, MinimumLength = 1)] string? Sku);

/// <summary>A count of one SKU in one warehouse.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="WarehouseId">The warehouse, which exists already.</param>
/// <param name="StockLevel">Units on hand, reserved ones included.</param>
public sealed record StockCount(
    [property: StringLength(64, MinimumLength = 1)] string Sku,
    [property: Required, RegularExpression(Warehouse.IdPattern, ErrorMessage = Warehouse.IdRule)]
    string WarehouseId,
    [property: Range(0, 100_000_000)] int StockLevel);

/// <summary>Counts of many SKUs, applied together or not at all.</summary>
/// <param name="Items">At most 1,000.</param>
public sealed record SetStockBatchRequest([property: Length(1, 1000), NoNulls] IReadOnlyList<StockCount> Items);

/// <summary>How many counts were applied.</summary>
/// <param name="Updated">All of the request.</param>
public sealed record SetStockBatchResponse(int Updated);

/// <summary>Sets stock to a count, by administrators. The ledger records the difference.</summary>
internal static class SetStock
{
    public static async Task<Results<Ok<StockResponse>, ProblemHttpResult>> OneAsync(
        Guid productId, SetStockRequest request, Database database, ProductSkus products, StockPublisher publisher, CancellationToken cancellationToken)
    {
        var skus = await products.OfAsync(productId, request.Sku, cancellationToken);
        if (skus.Count == 0)
        {
            return Problems.NotFound("product");
        }

        if (request.Sku is null && skus.Count > 1)
        {
            return Problems.Invalid("sku", "The product has several variants: name the SKU.");
        }

        if (request.Sku is not null && !skus.Contains(request.Sku))
        {
            return Problems.Invalid("sku", "The product has no such SKU.");
        }

        var count = new StockCount(request.Sku ?? skus[0], request.WarehouseId, request.StockLevel);
        return await ApplyAsync([count], database, products, publisher, (_, member) => member, cancellationToken) is { } problem
            ? problem
            : TypedResults.Ok(await GetStock.ReadAsync(productId, database, cancellationToken));
    }

    public static async Task<Results<Ok<SetStockBatchResponse>, ProblemHttpResult>> ManyAsync(
        SetStockBatchRequest request, Database database, ProductSkus products, StockPublisher publisher, CancellationToken cancellationToken)
    {
        var known = await products.ExistingAsync([.. request.Items.Select(i => i.Sku)], cancellationToken);
        var seen = new HashSet<(string, string)>();
        for (var i = 0; i < request.Items.Count; i++)
        {
            if (!known.Contains(request.Items[i].Sku))
            {
                return Problems.Unprocessable($"items[{i}].sku", "There is no such SKU.");
            }

            if (!seen.Add((request.Items[i].Sku, request.Items[i].WarehouseId)))
            {
                return Problems.Invalid($"items[{i}]", "The request names this SKU and warehouse twice.");
            }
        }

        return await ApplyAsync(request.Items, database, products, publisher, (i, member) => $"items[{i}].{member}", cancellationToken) is { } problem
            ? problem
            : TypedResults.Ok(new SetStockBatchResponse(request.Items.Count));
    }

    static async Task<ProblemHttpResult?> ApplyAsync(
        IReadOnlyList<StockCount> counts, Database database, ProductSkus products, StockPublisher publisher, Func<int, string, string> field, CancellationToken cancellationToken)
    {
        if (await products.BundlesAsync(counts.Select(c => c.Sku), cancellationToken) is { Count: > 0 } bundles)
        {
            return Problems.Unprocessable(
                field(counts.Index().First(c => bundles.Contains(c.Item.Sku)).Index, "sku"), "A bundle has no stock of its own: count its parts.");
        }

        await using var work = await database.BeginAsync(cancellationToken);
        var known = await work.QueryAsync<string>(
            """
            select id from warehouses where id = any(@warehouses)
            union
            select warehouse_id from stock where sku = any(@skus) and warehouse_id = any(@warehouses)
            """,
            new { skus = counts.Select(c => c.Sku).ToArray(), warehouses = counts.Select(c => c.WarehouseId).Distinct().ToArray() },
            cancellationToken);
        if (counts.Index().FirstOrDefault(c => !known.Contains(c.Item.WarehouseId)) is (var unknown, { } count))
        {
            return Problems.Unprocessable(
                field(unknown, "warehouseId"), $"There is no such warehouse. Create it with PUT /api/inventory/warehouses/{count.WarehouseId} if it is not misspelt.");
        }

        await work.ExecuteAsync(
            """
            insert into stock (sku, warehouse_id, on_hand, reserved)
            select sku, warehouse_id, 0, 0 from unnest(@skus, @warehouses) as c (sku, warehouse_id) order by sku, warehouse_id
            on conflict do nothing
            """,
            new { skus = counts.Select(c => c.Sku).ToArray(), warehouses = counts.Select(c => c.WarehouseId).ToArray() },
            cancellationToken);
        var stock = (await StockStore.LockAsync(work, counts.Select(c => c.Sku), cancellationToken)).ToDictionary(s => (s.Sku, s.WarehouseId));
        for (var i = 0; i < counts.Count; i++)
        {
            if (stock[(counts[i].Sku, counts[i].WarehouseId)] is var row && row.Reserved > counts[i].StockLevel)
            {
                return Problems.Taken(field(i, "stockLevel"), $"{row.Reserved} units are reserved by open orders.");
            }
        }

        var movements = counts
            .Select(c => new Movement(c.Sku, c.WarehouseId, c.StockLevel - stock[(c.Sku, c.WarehouseId)].OnHand, "count", null))
            .Where(m => m.Quantity != 0)
            .ToList();
        await StockStore.ChangeAsync(work, movements.Select(m => new StockChange(m.Sku, m.WarehouseId, m.Quantity, 0)), cancellationToken);
        await StockStore.RecordAsync(work, movements, cancellationToken);
        work.AfterCommit(() => publisher.Counted(movements.Select(m => m.Sku)));
        await work.CommitAsync(cancellationToken);
        return null;
    }
}
