using Cartwright.Contracts;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.Extensions.Options;

namespace Cartwright.Orders;

/// <summary>
/// Orders from placement to delivery or cancellation. The service decides every next state and owns every timer,
/// so that a stuck order is visible in one place.
/// </summary>
public sealed class OrdersService : IService
{
    /// <inheritdoc/>
    public string Name => "orders";

    /// <inheritdoc/>
    public void Configure(ServiceSetup setup)
    {
        setup.UseDatabase();
        setup.UseJson(OrdersJson.Default);
        setup.UseOptions<OrdersOptions>("Orders");
        setup.Services.AddSingleton<IValidateOptions<OrdersOptions>, OrdersOptionsValidation>();
        setup.Services.AddValidation();
        setup.Call("catalog");
        setup.Call("carts");
        Array.ForEach(GetOrderTimeline.EventSources, service => setup.Call(service));

        setup.Services.AddSingleton<CatalogClient>();
        setup.Services.AddSingleton<CartsClient>();
        setup.Services.AddSingleton<RateTables>();
        setup.Services.AddSingleton<IRateProvider, TableRates>();
        setup.Services.AddSingleton<ShippingOffers>();
        setup.Services.AddSingleton<OrderReader>();
        setup.Services.AddSingleton<OrderWriter>();
        setup.Services.AddSingleton<OrderUpdater>();
        setup.Services.AddSingleton<ReturnReader>();
        setup.Services.AddSingleton<ReturnUpdater>();

        setup.On<InventoryReserved, WhenStockReserved>();
        setup.On<InventoryRejected, WhenStockRejected>();
        setup.On<PaymentAuthorized, WhenPaymentAuthorized>();
        setup.On<PaymentCompleted, WhenPaymentCompleted>();
        setup.On<PaymentVoided, WhenPaymentVoided>();
        setup.On<PaymentFailed, WhenPaymentFailed>();
        setup.On<PaymentRefunded, WhenPaymentRefunded>();
        setup.On<PaymentCancelled, WhenPaymentCancelled>();
        setup.On<PaymentCaptureFailed, WhenPaymentCaptureFailed>();
        setup.On<PaymentVoidFailed, WhenPaymentVoidFailed>();
        setup.On<PaymentRefundFailed, WhenPaymentRefundFailed>();
        setup.On<ShipmentDispatchRequested, WhenShipmentDispatchRequested>();
        setup.On<ShipmentDelivered, WhenShipmentDelivered>();
        setup.On<ShippingRatesChanged, WhenShippingRatesChanged>(isRepeatable: true);
        setup.On<UserErased, WhenUserErased>(isRepeatable: true);

        setup.Measure<OrderMetrics>();
        setup.Every<ExpireUnpaidOrders>(TimeSpan.FromSeconds(1));
        setup.Every<CancelOverdueReturns>(TimeSpan.FromSeconds(10));
        setup.Every<PurgePaymentTokens>(TimeSpan.FromSeconds(10));
        setup.Every<EraseCustomers>(TimeSpan.FromSeconds(1));
        setup.Every<PurgeOldOrders>(TimeSpan.FromHours(1));
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        var orders = app.MapGroup("/api/orders");
        orders.MapPost("", PlaceOrder.HandleAsync)
            .Describe("placeOrder", "Places an order.").WithLocation().RepeatableByKey(isRequired: true).MayConflict()
            .AddOpenApiOperationTransformer(OrderRefusals.Describe);
        orders.MapPost("quote", QuoteOrder.HandleAsync)
            .Describe("quoteOrder", "Prices lines by the rules of an order.").MayContradict().AllowAnonymous();
        orders.MapGet("", ListOrders.HandleAsync)
            .Describe("listOrders", "Lists orders, newest first.").ProducesProblem(StatusCodes.Status403Forbidden);
        orders.MapGet("{id:guid}", GetOrder.HandleAsync)
            .Describe("getOrder", "Shows an order.");
        orders.MapGet("{id:guid}/timeline", GetOrderTimeline.HandleAsync)
            .Describe("getOrderTimeline", "Lists the events of an order over all services.");
        orders.MapGet("user/{userId:guid}", ListOrders.OfUserAsync)
            .Describe("listOrdersOfUser", "Lists the orders of a user, newest first.");
        orders.MapPost("{id:guid}/cancel", CancelOrder.HandleAsync)
            .Describe("cancelOrder", "Cancels an order.").MayConflict();
        orders.MapPost("{id:guid}/pay", PayOrder.HandleAsync)
            .Describe("payOrder", "Pays an order by another means after a payment failed.").MayConflict();
        orders.MapPut("{id:guid}/status", ChangeOrderStatus.HandleAsync)
            .Describe("changeOrderStatus", "Marks an order as shipped or delivered.").MayConflict().RequirePermission(Permission.ManageOrders);
        orders.MapPost("{id:guid}/returns", RequestReturn.HandleAsync)
            .Describe("requestReturn", "Requests to send units of an order back.").WithLocation().RepeatableByKey(isRequired: true).MayConflict();
        orders.MapGet("{id:guid}/returns", GetReturns.OfOrderAsync)
            .Describe("listReturnsOfOrder", "Lists the returns of an order, and what can still be sent back.");
        MapReturns(app.MapGroup("/api/returns"));

        var customers = app.MapGroup("/internal/users/{id:guid}").RequireAuthorization(Policies.Service).ExcludeFromDescription();
        customers.MapGet("open-orders", ListOpenOrders.HandleAsync);
        customers.MapGet("data", ExportOrders.HandleAsync);
    }

    static void MapReturns(RouteGroupBuilder returns)
    {
        returns.MapGet("", GetReturns.ListAsync)
            .Describe("listReturns", "Lists returns, newest first.");
        returns.MapGet("{id:guid}", GetReturns.OneAsync)
            .Describe("getReturn", "Shows a return.");
        returns.MapPost("{id:guid}/cancel", ChangeReturn.CancelAsync)
            .Describe("cancelReturn", "Cancels a return whose units are not back.").MayConflict();
        returns.MapPost("{id:guid}/approve", ChangeReturn.ApproveAsync)
            .Describe("approveReturn", "Allows the customer to send the units back.").MayConflict().RequirePermission(Permission.ManageOrders);
        returns.MapPost("{id:guid}/reject", ChangeReturn.RejectAsync)
            .Describe("rejectReturn", "Refuses a return.").MayConflict().RequirePermission(Permission.ManageOrders);
        returns.MapPost("{id:guid}/receive", ChangeReturn.ReceiveAsync)
            .Describe("receiveReturn", "Records that the parcel of a return is back.").MayConflict().RequirePermission(Permission.ManageOrders);
        returns.MapPost("{id:guid}/inspect", InspectReturn.HandleAsync)
            .Describe("inspectReturn", "Records what was found in the parcel of a return: restocks the good units and refunds the accepted ones.")
            .MayConflict().MayContradict().RequirePermission(Permission.RefundPayments);
        returns.MapPost("{id:guid}/refund", ChangeReturn.RefundAsync)
            .Describe("refundReturn", "Asks again for a refund that was refused, or records one that was made outside of the payment provider.")
            .MayConflict().RequirePermission(Permission.RefundPayments);
    }
}
