using System.Diagnostics;
using Npgsql;

namespace Cartwright.Bench;

/// <summary>
/// How fast units of one SKU are taken when everybody wants it: by the shop's inventory, which takes the orders that wait together, and by clients that
/// each update the one row, as most programs do. Orders come as events in the orders' log, so that nothing but inventory is measured.
/// </summary>
internal static class HotSkuMeasurement
{
    const int Orders = 60_000;
    const int OrdersWhenQuick = 5_000;
    const string Sku = "BENCH-HOT";
    const string Database = "cartwright_bench_hot";

    const string Publish =
        """
        insert into events (id, name, version, time, aggregate_id, data)
        select gen_random_uuid(), 'order.created', 1, clock_timestamp(), id, jsonb_build_object(
            'orderId', id, 'number', 'BENCH-' || n, 'userId', gen_random_uuid(), 'total', 1, 'currency', 'EUR', 'cartId', null,
            'shippingAddress', jsonb_build_object('street', 'a', 'city', 'b', 'state', '', 'zipCode', '1', 'country', 'DE'),
            'lines', jsonb_build_array(jsonb_build_object('sku', $1, 'productId', id, 'name', 'Hot', 'quantity', 1, 'unitPrice', 1)))
        from (select gen_random_uuid() as id, n from generate_series(1, $2) as n) as o
        """;

    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    /// <summary>The row updates, and the reservations.</summary>
    public static async Task<(Measurement Updates, Measurement Reservations)> MeasureAsync(
        PrivateShop shop, PostgresServer server, int clients, TimeSpan duration, bool isQuick, CancellationToken cancellationToken)
    {
        var updates = await MeasureUpdatesAsync(server, clients, duration, cancellationToken);
        var orders = isQuick ? OrdersWhenQuick : Orders;
        // The first round warms up.
        await MeasureReservationsAsync(shop, server, orders, cancellationToken);
        return (updates, await MeasureReservationsAsync(shop, server, orders, cancellationToken));
    }

    static async Task<Measurement> MeasureUpdatesAsync(PostgresServer server, int clients, TimeSpan duration, CancellationToken cancellationToken)
    {
        const string take = "update stock set reserved = reserved + 1 where sku = $1 and on_hand - reserved >= 1";
        await server.ExecuteAsync($"drop database if exists {Database} with (force)", cancellationToken);
        await server.ExecuteAsync($"create database {Database}", cancellationToken);
        try
        {
            await using var source = server.OpenDatabase(Database, clients);
            await ExecuteAsync(
                source, "create table stock (sku text primary key, on_hand int not null, reserved int not null check (reserved between 0 and on_hand))",
                cancellationToken);
            await ExecuteAsync(source, "insert into stock values ($1, 100000000, 0)", cancellationToken, new NpgsqlParameter<string> { TypedValue = Sku });
            await PostgresLimit.RunAsync(TakeAsync, source, clients, TimeSpan.FromSeconds(1), cancellationToken);
            return await PostgresLimit.MeasureAsync("hot SKU, a row update each", TakeAsync, server, source, clients, duration, cancellationToken);
        }
        finally
        {
            await server.ExecuteAsync($"drop database if exists {Database} with (force)", CancellationToken.None);
        }

        static async Task TakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
        {
            await using var command = new NpgsqlCommand(take, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = Sku } } };
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    static async Task<Measurement> MeasureReservationsAsync(PrivateShop shop, PostgresServer server, int orders, CancellationToken cancellationToken)
    {
        await using var inventory = server.OpenDatabase("cartwright_inventory", connections: 1);
        await using var log = server.OpenDatabase("cartwright_orders", connections: 1);
        await ExecuteAsync(
            inventory,
            """
            with item as (insert into stock_items (sku, product_id) values ($1, gen_random_uuid()) on conflict do nothing)
            insert into stock (sku, warehouse_id, on_hand, reserved) values ($1, 'main', 100000000, 0) on conflict do nothing
            """,
            cancellationToken, new NpgsqlParameter<string> { TypedValue = Sku });
        await server.ExecuteAsync("checkpoint", cancellationToken);
        var taken = await CountAsync(inventory, cancellationToken);

        var before = CpuTimes.Read(shop.Pid);
        await ExecuteAsync(log, Publish, cancellationToken, new NpgsqlParameter<string> { TypedValue = Sku }, new NpgsqlParameter<int> { TypedValue = orders });
        var start = Stopwatch.GetTimestamp();
        while (await CountAsync(inventory, cancellationToken) < taken + orders)
        {
            if (Stopwatch.GetElapsedTime(start) > Timeout) throw new ShopFailedException("The reservations of the hot SKU do not end.");
            await Task.Delay(Poll, cancellationToken);
        }

        // From the moment at which all orders wait: nobody can take them sooner.
        var elapsed = Stopwatch.GetElapsedTime(start);
        return new(
            "hot SKU, reserved by the shop", 0, orders / elapsed.TotalSeconds, default, default, elapsed, CpuTimes.Read(shop.Pid).Since(before), orders, 0, null);
    }

    static async Task<long> CountAsync(NpgsqlDataSource inventory, CancellationToken cancellationToken)
    {
        await using var command = inventory.CreateCommand("select reserved::bigint from stock where sku = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Sku });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    static async Task ExecuteAsync(NpgsqlDataSource source, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
