using Cartwright.Contracts;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;

namespace Cartwright.Inventory;

/// <summary>Stock per SKU and warehouse: people count it, orders reserve it, shipments take it out. It never sells more than is on hand.</summary>
public sealed class InventoryService : IService
{
    /// <inheritdoc/>
    public string Name => "inventory";

    /// <inheritdoc/>
    public void Configure(ServiceSetup setup)
    {
        setup.UseDatabase();
        setup.UseJson(InventoryJson.Default);
        setup.UseOptions<InventoryOptions>("Inventory");
        setup.Services.AddValidation();
        setup.Call("catalog");

        setup.Services.AddSingleton<ProductSkus>();

        setup.On<ProductCreated, WhenProductCreated>(isRepeatable: true);
        setup.On<ProductUpdated, WhenProductUpdated>(isRepeatable: true);
        setup.On<OrderCreated, WhenOrderCreated>();
        setup.On<OrderCancelled, WhenOrderCancelled>();
        setup.On<ShipmentDispatched, WhenShipmentDispatched>();
        setup.On<OrderShipped, WhenOrderShipped>();
        setup.On<OrderUpdated, WhenOrderShipped>();
        setup.On<ReturnInspected, WhenReturnInspected>();
        setup.On<UserErased, WhenUserErased>(isRepeatable: true);

        setup.Measure<ReservationMetrics>();
        setup.Every<StockPublisher>(TimeSpan.FromMilliseconds(500));
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        var inventory = app.MapGroup("/api/inventory");
        inventory.MapGet("availability", GetStock.AvailabilityAsync)
            .Describe("getAvailability", "Shows how many units of SKUs can be ordered.").AllowAnonymous();
        inventory.MapGet("{productId:guid}", GetStock.OfProductAsync)
            .Describe("getStock", "Shows the stock of a product by SKU and warehouse.").AllowAnonymous();
        inventory.MapPut("{productId:guid}", SetStock.OneAsync)
            .Describe("setStock", "Sets the counted stock of a SKU of a product.").MayConflict().MayContradict().RequirePermission(Permission.ManageStock);
        inventory.MapPut("", SetStock.ManyAsync)
            .Describe("setStocks", "Sets the counted stock of SKUs, all or none.").MayConflict().MayContradict().RequirePermission(Permission.ManageStock);
        inventory.MapGet("warehouses", ListWarehouses.HandleAsync)
            .Describe("listWarehouses", "Lists the warehouses.").RequirePermission(Permission.ManageStock);
        inventory.MapPut("warehouses/{id}", CreateWarehouse.HandleAsync)
            .Describe("createWarehouse", "Creates a warehouse.").MayConflict().RequirePermission(Permission.ManageStock);
    }
}
