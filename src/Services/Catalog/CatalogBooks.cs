using Dapper;
using Npgsql;

namespace Cartwright.Catalog;

/// <summary>The records of the catalog service, for the audit.</summary>
public static class CatalogBooks
{
    /// <summary>Reads the SKUs of all products, with the available units that the catalog shows.</summary>
    /// <param name="connection">A connection to the database of the catalog service.</param>
    public static async Task<IReadOnlyList<ShownStock>> ListStockAsync(NpgsqlConnection connection) => (await connection.QueryAsync<ShownStock>(
        "select v.sku, v.product_id, coalesce(s.available, 0) as available from variants v left join stock s on s.sku = v.sku")).AsList();
}
