using Npgsql;

namespace Cartwright.Tests.Shops;

/// <summary>Everything that a shop has stored, as a line per table: its rows and a checksum of what they say.</summary>
internal static class ShopContents
{
    const string Sql =
        """
        select table_name,
               (xpath('/row/rows/text()', table_content))[1]::text || ' rows, ' || (xpath('/row/checksum/text()', table_content))[1]::text
        from (
            select table_name::text, query_to_xml(
                format('select count(*) as rows, coalesce(sum(hashtext(t::text)::bigint), 0) as checksum from %I t', table_name), true, true, '') as table_content
            from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE') as contents
        order by table_name
        """;

    // Told by logins that fail, which is what these are for; by readers of logs that only move on; by instances that say they are alive; and by searches and orders of
    // before, which are counted in batches.
    static readonly string[] Ignored =
        ["failed_logins", "cursors", "relay", "queues", "instances", "search_indexes", "search_queries", "counted_orders", "product_popularity", "image_sources",
            "feed_product_images"];

    /// <summary>Reads the databases of all services.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(TestShop shop)
    {
        var lines = new List<string>();
        foreach (var service in ServiceRegistry.All.Where(s => s.HasDatabase))
        {
            await using var connection = new NpgsqlConnection(shop.Shop.Postgres.Address.Service(service.Name));
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(Sql, connection);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                if (!Ignored.Contains(reader.GetString(0)))
                {
                    lines.Add($"{service.Name}.{reader.GetString(0)}: {reader.GetString(1)}");
                }
            }
        }

        return lines;
    }
}
