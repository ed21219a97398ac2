using Cartwright.Contracts;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.Extensions.Options;

namespace Cartwright.Shipping;

/// <summary>
/// The zones, methods and prices of shipping, and the shipments of confirmed orders, from the warehouse to the customer. Orders decides whether a shipment may leave.
/// </summary>
public sealed class ShippingService : IService
{
    /// <inheritdoc/>
    public string Name => "shipping";

    /// <inheritdoc/>
    public void Configure(ServiceSetup setup)
    {
        setup.UseDatabase();
        setup.UseJson(ShippingJson.Default);
        setup.UseOptions<ShippingOptions>(ShippingOptions.Section);
        setup.Services.AddSingleton<IValidateOptions<ShippingOptions>, ShippingOptionsValidation>();
        setup.Services.AddValidation();
        setup.Call("orders");
        setup.Services
            .AddSingleton<Carriers>()
            .AddSingleton<OrdersClient>()
            .AddSingleton<ShipmentReader>()
            .AddSingleton<ShipmentUpdater>();

        setup.On<OrderConfirmed, WhenOrderConfirmed>();
        setup.On<OrderCancelled, WhenOrderCancelled>();
        setup.On<OrderPartiallyShipped, WhenOrderShipped>();
        setup.On<OrderShipped, WhenOrderShipped>();
        setup.On<OrderDispatchRefused, WhenDispatchRefused>();
        setup.On<OrderDelivered, WhenOrderDelivered>();
        setup.On<UserErased, WhenUserErased>(isRepeatable: true);

        setup.Measure<ShipmentMetrics>();
        setup.Every<PurgeAddresses>(TimeSpan.FromHours(1));
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        var shipments = app.MapGroup("/api/shipments");
        shipments.MapGet("", GetShipments.ListAsync)
            .Describe("listShipments", "Lists shipments, oldest first: to customers their own.");
        shipments.MapGet("{id:guid}", GetShipments.OneAsync)
            .Describe("getShipment", "Shows a shipment.");
        shipments.MapPost("{id:guid}/dispatch", DispatchShipment.HandleAsync)
            .Describe("dispatchShipment", "Hands a shipment to a carrier.").MayConflict().RequirePermission(Permission.ManageOrders);
        shipments.MapPost("{id:guid}/deliver", DeliverShipment.HandleAsync)
            .Describe("deliverShipment", "Records that a shipment arrived.").MayConflict().RequirePermission(Permission.ManageOrders);

        var shipping = app.MapGroup("/api/shipping");
        shipping.MapGet("rates", EditShippingRates.ShowAsync)
            .Describe("getShippingRates", "Shows the zones, methods and prices of shipping.").WithETag().RequirePermission(Permission.ManageOrders);
        shipping.MapPut("rates", EditShippingRates.ReplaceAsync)
            .Describe("replaceShippingRates", "Replaces the zones, methods and prices of shipping.").NeedsIfMatch().WithETag()
            .RequirePermission(Permission.ManageOrders);
        shipping.MapPost("quotes", QuoteShipping.HandleAsync)
            .Describe("quoteShipping", "Lists the methods that take items to a destination, with their prices.").MayContradict().AllowAnonymous();

        app.MapGet("/internal/users/{id:guid}/data", ExportShipments.HandleAsync).RequireAuthorization(Policies.Service).ExcludeFromDescription();
    }
}
