namespace Cartwright.Tests.Security;

/// <summary>Who may use an operation.</summary>
public enum Audience
{
    /// <summary>Everybody, with or without a token.</summary>
    Everybody,

    /// <summary>Every user, for what concerns themselves: the address names nobody.</summary>
    Users,

    /// <summary>The user that the thing belongs to, and the administrator. For others it does not exist.</summary>
    Owner,

    /// <summary>The user that the thing belongs to. For everybody else, the administrator too, it does not exist.</summary>
    OwnerAlone,

    /// <summary>The administrator.</summary>
    Staff,
}

/// <summary>Who may use which operation: decided here, by a person, for each. The document says what the code does; this says what it should do.</summary>
public static class Audiences
{
    static readonly string[] Everybody =
    [
        "POST /api/auth/register", "POST /api/auth/login", "POST /api/auth/refresh", "POST /api/auth/logout",
        "POST /api/auth/password/forgotten", "POST /api/auth/password/reset", "GET /.well-known/jwks.json",
        "GET /api/products", "GET /api/products/{id}", "GET /api/products/search", "GET /api/products/suggest", "GET /api/products/skus", "GET /api/products/categories",
        "GET /api/products/categories/{slug}",
        "GET /api/products/by-slug/{slug}", "GET /api/products/images/{name}",
        "GET /api/cart", "DELETE /api/cart", "POST /api/cart/items", "PUT /api/cart/items/{sku}", "DELETE /api/cart/items/{sku}", "POST /api/cart/accept-prices",
        "POST /api/orders/quote", "POST /api/shipping/quotes", "GET /api/inventory/availability", "GET /api/inventory/{productId}",
        "GET /api/recommendations/products/{productId}", "GET /api/recommendations/next", "POST /api/recommendations/views",
        // Stripe signs what it sends.
        "POST /api/payments/webhooks/stripe",
    ];

    static readonly string[] Users =
    [
        "POST /api/auth/logout/all", "POST /api/auth/password", "GET /api/profile",
        "POST /api/orders", "GET /api/orders", "GET /api/payments", "GET /api/shipments", "GET /api/returns",
        "GET /api/notifications", "GET /api/notifications/stream", "GET /api/notifications/preferences", "PUT /api/notifications/preferences",
        "GET /api/recommendations/preferences", "PUT /api/recommendations/preferences",
    ];

    static readonly string[] Owner =
    [
        "GET /api/users/{id}", "PUT /api/users/{id}", "POST /api/users/{id}/deactivate", "GET /api/customers/{id}",
        "GET /api/users/{id}/export", "POST /api/users/{id}/erase",
        "GET /api/users/{id}/addresses", "POST /api/users/{id}/addresses", "GET /api/users/{id}/addresses/{addressId}",
        "PUT /api/users/{id}/addresses/{addressId}", "DELETE /api/users/{id}/addresses/{addressId}",
        "GET /api/users/{userId}/orders",
        "GET /api/orders/{id}", "GET /api/orders/{id}/timeline", "POST /api/orders/{id}/cancel", "POST /api/orders/{id}/pay",
        "POST /api/orders/{id}/returns", "GET /api/orders/{id}/returns", "GET /api/returns/{id}", "POST /api/returns/{id}/cancel",
        "GET /api/payments/{id}", "GET /api/shipments/{id}", "GET /api/recommendations/users/{userId}",
    ];

    static readonly string[] OwnerAlone = ["POST /api/notifications/{id}/read"];

    static readonly string[] Staff =
    [
        "POST /api/customers", "GET /api/customers", "POST /api/auth/keys/rotate",
        "POST /api/products", "PUT /api/products/{id}", "DELETE /api/products/{id}", "POST /api/products/batch", "POST /api/products/images",
        "POST /api/products/categories", "POST /api/products/categories/batch", "PUT /api/products/categories/{slug}", "DELETE /api/products/categories/{slug}",
        "GET /api/products/search/rules", "PUT /api/products/search/rules", "GET /api/products/search/indexes", "POST /api/products/search/reindex",
        "GET /api/products/image-sources",
        "GET /api/products/feeds", "POST /api/products/feeds", "GET /api/products/feeds/{code}", "PUT /api/products/feeds/{code}", "DELETE /api/products/feeds/{code}",
        "POST /api/products/feeds/{code}/fetch", "POST /api/products/feeds/{code}/preview", "GET /api/products/feeds/{code}/export",
        "POST /api/products/feeds/{code}/runs", "GET /api/products/feeds/{code}/runs", "GET /api/products/feeds/{code}/runs/{id}",
        "GET /api/products/feeds/{code}/runs/{id}/stream",
        "GET /api/products/feeds/{code}/runs/{id}/problems", "GET /api/products/feeds/{code}/runs/{id}/differences",
        "POST /api/products/feeds/{code}/runs/{id}/cancel", "POST /api/products/feeds/{code}/runs/{id}/confirm",
        "PUT /api/inventory", "PUT /api/inventory/{productId}", "GET /api/inventory/warehouses", "PUT /api/inventory/warehouses/{id}",
        "PUT /api/orders/{id}/status", "POST /api/payments/{id}/capture", "POST /api/payments/{id}/void", "POST /api/payments/{id}/refund",
        "POST /api/shipments/{id}/dispatch", "POST /api/shipments/{id}/deliver",
        "POST /api/returns/{id}/approve", "POST /api/returns/{id}/reject", "POST /api/returns/{id}/receive", "POST /api/returns/{id}/inspect",
        "POST /api/returns/{id}/refund",
        "GET /api/shipping/rates", "PUT /api/shipping/rates",
        "GET /api/notifications/templates", "GET /api/notifications/templates/{kind}/{language}", "PUT /api/notifications/templates/{kind}/{language}",
        "DELETE /api/notifications/templates/{kind}/{language}", "POST /api/notifications/templates/{kind}/{language}/preview",
        "POST /api/imports", "GET /api/imports", "GET /api/imports/{id}", "GET /api/imports/{id}/stream", "POST /api/imports/{id}/cancel", "POST /api/imports/{id}/resume",
        "GET /api/imports/orders", "GET /api/imports/orders/days", "GET /api/imports/rejected", "GET /api/imports/discrepancies", "GET /api/imports/marketplaces",
        "GET /api/webhooks", "POST /api/webhooks", "GET /api/webhooks/events", "GET /api/webhooks/{id}", "PUT /api/webhooks/{id}", "DELETE /api/webhooks/{id}",
        "POST /api/webhooks/{id}/secret", "POST /api/webhooks/{id}/test", "POST /api/webhooks/{id}/replay", "GET /api/webhooks/{id}/deliveries",
        "GET /api/webhooks/{id}/deliveries/{deliveryId}", "POST /api/webhooks/{id}/deliveries/{deliveryId}/retry",
        "GET /api/admin/{service}/dead-letters", "GET /api/admin/{service}/dead-letters/{eventId}", "POST /api/admin/{service}/dead-letters/{eventId}/retry",
        "POST /api/admin/{service}/dead-letters/{eventId}/discard", "POST /api/admin/{service}/dead-letters/retry",
        "POST /api/admin/{service}/events/replay", "GET /api/admin/{service}/events/replays", "GET /api/admin/{service}/events/replays/{id}",
        "GET /api/admin/simulators/marketplaces/{account}", "PUT /api/admin/simulators/marketplaces/{account}",
        "GET /api/admin/simulators/marketplaces/{account}/counts", "DELETE /api/admin/simulators/marketplaces/{account}/counts",
    ];

    /// <summary>Method and path of every operation, and who may use it.</summary>
    public static IReadOnlyDictionary<string, Audience> All { get; } = new[]
    {
        (Everybody, Audience.Everybody), (Users, Audience.Users), (Owner, Audience.Owner), (OwnerAlone, Audience.OwnerAlone), (Staff, Audience.Staff),
    }.SelectMany(group => group.Item1.Select(request => (request, group.Item2))).ToDictionary(r => r.request, r => r.Item2);
}
