using Dapper;
using Npgsql;

namespace Cartwright.Inventory;

/// <summary>The records of the inventory service, for the audit.</summary>
public static class InventoryBooks
{
    /// <summary>Reads the reservations, by order and SKU.</summary>
    /// <param name="connection">A connection to the database of the inventory service.</param>
    public static async Task<IReadOnlyList<ReservationFact>> ListReservationsAsync(NpgsqlConnection connection) => (await connection.QueryAsync<ReservationFact>(
        """
        select order_id, sku,
               coalesce(sum(quantity) filter (where status = 'open'), 0)::int as open,
               coalesce(sum(quantity) filter (where status = 'committed'), 0)::int as committed
        from reservations group by order_id, sku
        """)).AsList();

    /// <summary>Reads the SKUs that can be stocked, with the available units that were published last.</summary>
    /// <param name="connection">A connection to the database of the inventory service.</param>
    public static async Task<IReadOnlyList<PublishedStock>> ListPublishedAsync(NpgsqlConnection connection) => (await connection.QueryAsync<PublishedStock>(
        "select sku, product_id, published_available as available from stock_items")).AsList();

    /// <summary>Reads the units that came back into stock, by order and SKU.</summary>
    /// <param name="connection">A connection to the database of the inventory service.</param>
    public static async Task<IReadOnlyDictionary<(Guid OrderId, string Sku), int>> ListReturnedAsync(NpgsqlConnection connection) =>
        (await connection.QueryAsync<(Guid OrderId, string Sku, int Quantity)>(
            "select order_id, sku, sum(quantity)::int from movements where reason = 'return' group by order_id, sku"))
        .ToDictionary(m => (m.OrderId, m.Sku), m => m.Quantity);

    /// <summary>Finds stock levels where on hand is not the sum of the movements, or reserved is not the sum of the open reservations.</summary>
    /// <param name="connection">A connection to the database of the inventory service.</param>
    public static async Task<IReadOnlyList<StockDiscrepancy>> FindDiscrepanciesAsync(NpgsqlConnection connection) =>
        (await connection.QueryAsync<StockDiscrepancy>(
            """
            select coalesce(s.sku, m.sku, r.sku) as sku, coalesce(s.warehouse_id, m.warehouse_id, r.warehouse_id) as warehouse_id,
                   coalesce(s.on_hand, 0)::bigint as on_hand, coalesce(m.moved, 0)::bigint as moved,
                   coalesce(s.reserved, 0)::bigint as reserved, coalesce(r.open, 0)::bigint as open
            from stock s
            full join (select sku, warehouse_id, sum(quantity) as moved from movements group by sku, warehouse_id) m
                on m.sku = s.sku and m.warehouse_id = s.warehouse_id
            full join (select sku, warehouse_id, sum(quantity) as open from reservations where status = 'open' group by sku, warehouse_id) r
                on r.sku = coalesce(s.sku, m.sku) and r.warehouse_id = coalesce(s.warehouse_id, m.warehouse_id)
            where coalesce(s.on_hand, 0) <> coalesce(m.moved, 0) or coalesce(s.reserved, 0) <> coalesce(r.open, 0)
            """)).AsList();
}
