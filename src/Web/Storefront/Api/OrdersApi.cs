using Cartwright.Storefront.Sessions;

namespace Cartwright.Storefront.Api;

/// <summary>The customer's orders.</summary>
internal sealed class OrdersApi(IHttpClientFactory clients, Visitor visitor) : ApiClient("orders", clients, visitor)
{
    /// <summary>What a choice of items costs when sent to a country.</summary>
    public Task<ApiResponse<Quote>> QuoteAsync(QuoteRequest quote, CancellationToken cancellationToken) =>
        SendAsync(Request(HttpMethod.Post, "/api/orders/quote", quote, ApiJson.Default.QuoteRequest), ApiJson.Default.Quote, cancellationToken);

    /// <summary>Places an order; the same key again answers the order that was placed with it.</summary>
    public Task<ApiResponse<Order>> PlaceAsync(PlaceOrderRequest order, string idempotencyKey, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Post, "/api/orders", order, ApiJson.Default.PlaceOrderRequest);
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        return SendAsync(request, ApiJson.Default.Order, cancellationToken);
    }

    public Task<Order?> OrderAsync(Guid id, CancellationToken cancellationToken) =>
        GetAsync($"/api/orders/{id}", ApiJson.Default.Order, cancellationToken);

    public Task<OrderPage?> MineAsync(string? cursor, int limit, CancellationToken cancellationToken) =>
        GetAsync(
            cursor is null ? $"/api/orders?limit={limit}" : $"/api/orders?limit={limit}&cursor={Uri.EscapeDataString(cursor)}",
            ApiJson.Default.OrderPage,
            cancellationToken);

    public Task<ApiResponse<Nothing>> PayAsync(Guid id, PaymentChoice payment, CancellationToken cancellationToken) =>
        SendAsync(Request(HttpMethod.Post, $"/api/orders/{id}/pay", new PayRequest(payment), ApiJson.Default.PayRequest), cancellationToken);

    public Task<ApiResponse<Nothing>> CancelAsync(Guid id, CancellationToken cancellationToken) =>
        SendAsync(Request(HttpMethod.Post, $"/api/orders/{id}/cancel"), cancellationToken);
}
