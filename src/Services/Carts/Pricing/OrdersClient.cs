using Cartwright.Contracts;
using Polly.Timeout;

namespace Cartwright.Carts;

/// <summary>The lines to price.</summary>
/// <param name="Items">At most <see cref="Cart.LinesMax"/>.</param>
/// <param name="Country">The country of destination; a cart has none.</param>
internal sealed record QuoteRequest(IReadOnlyList<QuoteItemRequest> Items, string? Country = null);

/// <summary>A line to be priced.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Quantity">Units.</param>
internal sealed record QuoteItemRequest(string Sku, int Quantity);

/// <summary>The current prices of lines and the totals of an order of them.</summary>
/// <param name="Items">The lines whose SKU is known.</param>
/// <param name="Subtotal">Sum of the lines.</param>
/// <param name="Tax">Tax.</param>
/// <param name="Shipping">Estimate of shipping.</param>
/// <param name="Total">Sum of subtotal, tax and shipping.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="ShippingIsEstimate">Whether the price of shipping depends on the destination.</param>
internal sealed record QuoteResponse(
    IReadOnlyList<QuoteItemResponse> Items, decimal Subtotal, decimal Tax, decimal Shipping, decimal Total, string Currency, bool ShippingIsEstimate = false)
{
    /// <summary>The quote of an empty cart.</summary>
    public static QuoteResponse Nothing(string currency)
    {
        var nothing = Money.Zero(Contracts.Currency.Of(currency)).Amount;
        return new([], nothing, nothing, nothing, nothing, currency);
    }
}

/// <summary>A line with its current price.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="ProductId">The product it belongs to.</param>
/// <param name="Name">Its name.</param>
/// <param name="Image">URL of a picture.</param>
/// <param name="Options">Option values, for example its size.</param>
/// <param name="Quantity">Units.</param>
/// <param name="UnitPrice">Price of one unit.</param>
/// <param name="LineTotal">Price of all units.</param>
/// <param name="Currency">ISO 4217 code of its price.</param>
/// <param name="Available">Units that the catalog shows as available, a moment late.</param>
/// <param name="Active">Whether it can be bought.</param>
/// <param name="Issue">Why it is not part of the totals: <c>currency_mismatch</c>, or null.</param>
/// <param name="Parts">What one unit of a bundle consists of; null when it is no bundle.</param>
internal sealed record QuoteItemResponse(
    string Sku, Guid ProductId, string Name, string? Image, IReadOnlyDictionary<string, string>? Options,
    int Quantity, decimal UnitPrice, decimal LineTotal, string Currency, int Available, bool Active, string? Issue,
    IReadOnlyList<OrderLinePart>? Parts = null);

/// <summary>The client of the orders service, which computes all prices and totals.</summary>
internal sealed class OrdersClient(IHttpClientFactory clients)
{
    /// <summary>Returns the current prices of lines, with one call.</summary>
    /// <exception cref="HttpRequestException">Orders does not answer; the client gets 503.</exception>
    public async Task<QuoteResponse> QuoteAsync(IReadOnlyList<CartLine> lines, CancellationToken cancellationToken)
    {
        var request = new QuoteRequest([.. lines.Select(l => new QuoteItemRequest(l.Sku, l.Quantity))]);
        try
        {
            using var client = clients.CreateClient("orders");
            using var response = await client.PostAsJsonAsync(
                new Uri("/api/orders/quote", UriKind.Relative), request, CartsJson.Default.QuoteRequest, cancellationToken);
            response.EnsureSuccessStatusCode();
            return (await response.Content.ReadFromJsonAsync(CartsJson.Default.QuoteResponse, cancellationToken))!;
        }
        catch (TimeoutRejectedException late)
        {
            throw new HttpRequestException("The orders service did not answer in time.", late);
        }
    }
}
