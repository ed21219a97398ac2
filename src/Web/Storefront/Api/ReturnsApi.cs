using Cartwright.Storefront.Sessions;

namespace Cartwright.Storefront.Api;

/// <summary>The returns of the customer's orders.</summary>
internal sealed class ReturnsApi(IHttpClientFactory clients, Visitor visitor) : ApiClient("orders", clients, visitor)
{
    /// <summary>The returns of an order, and what can still be sent back; null when the customer has no such order.</summary>
    public Task<OrderReturns?> OfOrderAsync(Guid orderId, CancellationToken cancellationToken) =>
        GetAsync($"/api/orders/{orderId}/returns", ApiJson.Default.OrderReturns, cancellationToken);

    /// <summary>Requests a return; the same key again answers the return that was requested with it.</summary>
    public Task<ApiResponse<OrderReturn>> RequestAsync(Guid orderId, ReturnRequest returned, string idempotencyKey, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Post, $"/api/orders/{orderId}/returns", returned, ApiJson.Default.ReturnRequest);
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        return SendAsync(request, ApiJson.Default.OrderReturn, cancellationToken);
    }

    /// <summary>Cancels a return whose units are not back.</summary>
    public Task<ApiResponse<Nothing>> CancelAsync(Guid id, CancellationToken cancellationToken) =>
        SendAsync(Request(HttpMethod.Post, $"/api/returns/{id}/cancel"), cancellationToken);
}
