using Cartwright.Accounts;
using Cartwright.Carts;
using Cartwright.Catalog;
using Cartwright.Gateway;
using Cartwright.Imports;
using Cartwright.Inventory;
using Cartwright.Notifications;
using Cartwright.Orders;
using Cartwright.Payments;
using Cartwright.Recommendations;
using Cartwright.Shipping;
using Cartwright.Simulators;
using Cartwright.Storefront;
using Cartwright.Webhooks;

namespace Cartwright;

/// <summary>Every service there is. To add one, add a line here.</summary>
internal static class ServiceRegistry
{
    /// <summary>Where clients connect.</summary>
    public static ServiceEntry Gateway => All[0];

    public static IReadOnlyList<ServiceEntry> All { get; } =
    [
        new("gateway", 0, false, () => new GatewayService(), MetricsPortOffset: 98),
        new("accounts", 1, true, () => new AccountsService()),
        new("catalog", 2, true, () => new CatalogService()),
        new("orders", 3, true, () => new OrdersService()),
        new("inventory", 4, true, () => new InventoryService()),
        new("payments", 5, true, () => new PaymentsService()),
        new("shipping", 6, true, () => new ShippingService()),
        new("notifications", 7, true, () => new NotificationsService()),
        new("recommendations", 8, true, () => new RecommendationsService()),
        new("carts", 9, true, () => new CartsService()),
        new("imports", 10, true, () => new ImportsService()),
        new("webhooks", 11, true, () => new WebhooksService()),
        new("storefront", 20, false, () => new StorefrontService()),
        new("simulators", 90, true, () => new SimulatorsService()),
    ];
}
