using Polly.Timeout;

namespace Cartwright.Carts;

/// <summary>What orders is asked: the current prices of these lines.</summary>
/// <param name="Items">At most <see cref="Cart.LinesMax"/>.</param>
/// <param name="Country">Where they would go; a cart does not know.</param>
internal sealed record QuoteRequest(IReadOnlyList<QuoteItemRequest> Items, string? Country = null);

/// <summary>A line to be priced.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Quantity">Units.</param>
internal sealed record QuoteItemRequest(string Sku, int Quantity);

/// <summary>What lines cost now, the totals as an order would have them.</summary>
/// <param name="Items">The lines whose SKU is known.</param>
/// <param name="Subtotal">Sum of the lines.</param>
/// <param name="Tax">Tax.</param>
/// <param name="Shipping">Estimate of shipping.</param>
/// <param name="Total">What would be paid.</param>
/// <param name="Currency">ISO 4217 code.</param>
internal sealed record QuoteResponse(IReadOnlyList<QuoteItemResponse> Items, decimal Subtotal, decimal Tax, decimal Shipping, decimal Total, string Currency)
{
    /// <summary>What nothing costs.</summary>
    public static QuoteResponse Nothing(string currency) => new([], 0, 0, 0, 0, currency);
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
/// <param name="Available">Units that the catalog shows as available, a moment late.</param>
/// <param name="Active">Whether it can be bought.</param>
internal sealed record QuoteItemResponse(
    string Sku, Guid ProductId, string Name, string? Image, IReadOnlyDictionary<string, string>? Options,
    int Quantity, decimal UnitPrice, decimal LineTotal, int Available, bool Active);

/// <summary>The orders service, which alone computes prices and totals.</summary>
internal sealed class OrdersClient(IHttpClientFactory clients)
{
    /// <summary>What the lines cost now: one call, however many there are.</summary>
    /// <exception cref="HttpRequestException">Orders does not answer; told to the client as 503.</exception>
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
