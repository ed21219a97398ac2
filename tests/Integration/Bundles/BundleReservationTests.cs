using Cartwright.Contracts;
using Cartwright.Inventory;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Observability;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Cartwright.Tests.InventoryService;

/// <summary>Orders of bundles against the tables of inventory, in a database of its own: no order of the shop belongs to these reservations.</summary>
public sealed class BundleReservationTests(TestShop shop)
{
    const int Shared = 25;
    const int OrdersOfEachKind = 16;

    static readonly ShippingAddress Address = new("Main Street 1", "Berlin", "", "10115", "DE");

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_bundles_and_their_shared_part_alone_never_oversell_together_and_cancellations_release_all()
    {
        var name = "inventory_" + System.Security.Cryptography.RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8);
        var databases = await shop.Shop.Postgres.EnsureServiceDatabasesAsync([name], Cancelled);
        await using var source = NpgsqlDataSource.Create(databases[name]);
        await Migrations.ApplyAsync(source, typeof(Cartwright.Inventory.InventoryService).Assembly, Cancelled);
        var database = new Database(
            source, shop.Shop.Service<EventLog>("inventory")[0], shop.Shop.Service<MessagingMeter>("inventory")[0], NullLogger<Database>.Instance);
        await database.ExecuteAsync(
            "insert into stock (sku, warehouse_id, on_hand, reserved) values ('BULB', 'east', 15, 0), ('BULB', 'west', @rest, 0), ('LAMP', 'east', 99, 0), ('DESK', 'west', 99, 0)",
            new { rest = Shared - 15 },
            Cancelled);
        var publisher = new StockPublisher(database, Options.Create(new InventoryOptions()));
        var orders = Enumerable.Range(0, OrdersOfEachKind)
            .SelectMany(_ => (OrderCreated[])[Order(Bundle(("LAMP", 1), ("BULB", 2))), Order(Bundle(("BULB", 1), ("DESK", 1))), Order(Alone("BULB"))])
            .ToDictionary(o => o.OrderId);

        var answers = (await Task.WhenAll(orders.Values.Chunk(3).Select(batch => HandleAsync(database, new WhenOrderCreated(publisher), batch)))).SelectMany(a => a).ToList();

        var reserved = answers.OfType<InventoryReserved>().Select(e => e.OrderId).ToHashSet();
        Assert.Equal(orders.Count, answers.Count);
        Assert.NotEmpty(answers.OfType<InventoryRejected>());
        Assert.Equal(
            reserved.SelectMany(id => orders[id].Lines.SelectMany(Demand.Of).Select(d => $"{id} {d.Sku} {d.Quantity}")).Order(StringComparer.Ordinal),
            (await database.QueryAsync<string>("select concat(order_id, ' ', sku, ' ', sum(quantity)) from reservations group by order_id, sku", null, Cancelled))
                .Order(StringComparer.Ordinal));
        // The orders of one unit alone want more than there is, so none is left.
        Assert.Equal($"BULB {Shared} of {Shared}", await BulbsAsync(database));

        await HandleAsync(
            database, new WhenOrderCancelled(publisher), [.. orders.Values.Select(o => new OrderCancelled(o.OrderId, o.Number, o.UserId, "Not wanted."))]);

        Assert.Equal($"BULB 0 of {Shared}", await BulbsAsync(database));
        Assert.Equal(0, await database.QuerySingleOrDefaultAsync<int>("select sum(reserved)::int from stock", null, Cancelled));
    }

    static Task<string?> BulbsAsync(Database database) => database.QuerySingleOrDefaultAsync<string>(
        "select concat(sku, ' ', sum(reserved), ' of ', sum(on_hand)) from stock where sku = 'BULB' group by sku", null, Cancelled);

    static async Task<IReadOnlyList<IEvent>> HandleAsync<T>(Database database, IEventHandler<T> handler, IReadOnlyList<T> events) where T : class, IEvent
    {
        await using var work = await database.BeginAsync(Cancelled);
        var answers = await handler.HandleAsync(
            [.. events.Select(e => new EventContext<T>(e, new(0, Guid.NewGuid(), "test", 1, DateTimeOffset.UnixEpoch, e.AggregateId, null, null, "{}")))], work, Cancelled);
        await work.CommitAsync(Cancelled);
        return answers;
    }

    static OrderCreated Order(OrderLine line) => new(Guid.CreateVersion7(), "1", Guid.NewGuid(), [line], line.UnitPrice, "EUR", Address, CartId: null);

    static OrderLine Alone(string sku) => new(sku, Guid.NewGuid(), sku, 1, 5);

    static OrderLine Bundle(params (string Sku, int Quantity)[] parts) => new(
        "SET", Guid.NewGuid(), "Set", 1, 20, [.. parts.Select(p => new OrderLinePart(p.Sku, Guid.NewGuid(), p.Sku, p.Quantity))]);
}
