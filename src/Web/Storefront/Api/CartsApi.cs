using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using Cartwright.Platform.Hosting;
using Cartwright.Storefront.Sessions;
using Microsoft.Extensions.Options;

namespace Cartwright.Storefront.Api;

/// <summary>The visitor's cart: a guest's, known by its id, or the customer's own.</summary>
internal sealed class CartsApi(IHttpClientFactory clients, Visitor visitor, IOptions<ShopSettings> shop) : ApiClient("carts", clients, visitor)
{
    const string CartIdHeader = "X-Cart-Id";

    readonly Visitor _visitor = visitor;
    Task<Cart>? _current;

    /// <summary>The cart, read once per page however many parts of it ask.</summary>
    public Task<Cart> CurrentAsync(CancellationToken cancellationToken) => _current ??= ReadAsync(cancellationToken);

    public Task<ApiResponse<Cart>> AddAsync(string sku, int quantity, CancellationToken cancellationToken) =>
        ChangeAsync(CartRequest(HttpMethod.Post, "/api/cart/items", new CartItemRequest(sku, quantity), ApiJson.Default.CartItemRequest), cancellationToken);

    /// <summary>Sets how many units of a line are wanted; 0 removes it.</summary>
    public Task<ApiResponse<Cart>> SetQuantityAsync(string sku, int quantity, CancellationToken cancellationToken) =>
        ChangeAsync(
            CartRequest(HttpMethod.Put, $"/api/cart/items/{Uri.EscapeDataString(sku)}", new CartQuantityRequest(quantity), ApiJson.Default.CartQuantityRequest),
            cancellationToken);

    /// <summary>Agrees to the prices that changed since the lines were put into the cart.</summary>
    public Task<ApiResponse<Cart>> AcceptPricesAsync(CancellationToken cancellationToken) =>
        ChangeAsync(CartRequest(HttpMethod.Post, "/api/cart/accept-prices"), cancellationToken);

    /// <summary>Moves what is in a guest's cart into the cart of the customer who has just signed in; answers whether that worked.</summary>
    public async Task<bool> MergeAsync(Guid guestCart, string accessToken, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/cart");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        request.Headers.Add(CartIdHeader, guestCart.ToString());
        return (await SendAsync(request, ApiJson.Default.Cart, cancellationToken)).Succeeded;
    }

    async Task<Cart> ReadAsync(CancellationToken cancellationToken)
    {
        if (!_visitor.IsSignedIn && _visitor.CartId is null)
        {
            return Cart.Empty(shop.Value.Currency);
        }

        var answer = await ChangeAsync(CartRequest(HttpMethod.Get, "/api/cart"), cancellationToken);
        return answer.Value ?? Cart.Empty(shop.Value.Currency);
    }

    async Task<ApiResponse<Cart>> ChangeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await ExchangeAsync(request, cancellationToken);
        if (!_visitor.IsSignedIn
            && response.Headers.TryGetValues(CartIdHeader, out var ids)
            && Guid.TryParse(ids.First(), out var id)
            && id != _visitor.CartId)
        {
            _visitor.RememberCart(id);
        }

        return await ReadAsync(response, ApiJson.Default.Cart, cancellationToken);
    }

    HttpRequestMessage CartRequest(HttpMethod method, string path)
    {
        var request = Request(method, path);
        if (!_visitor.IsSignedIn && _visitor.CartId is { } id)
        {
            request.Headers.Add(CartIdHeader, id.ToString());
        }

        return request;
    }

    HttpRequestMessage CartRequest<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> type)
    {
        var request = CartRequest(method, path);
        request.Content = JsonContent.Create(body, type);
        return request;
    }
}
