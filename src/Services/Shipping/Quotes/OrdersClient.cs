using System.Net;
using Polly.Timeout;

namespace Cartwright.Shipping;

/// <summary>The lines to price, for the orders service.</summary>
internal sealed record OrderQuoteRequest(IReadOnlyList<ShippingQuoteItem> Items, string Country, string? Postcode);

/// <summary>What orders says about the lines.</summary>
internal sealed record OrderQuote(decimal Subtotal, string Currency, long WeightGrams, IReadOnlyList<ShippingQuoteMethod> ShippingMethods);

/// <summary>Why orders does not price the lines: the messages by field.</summary>
internal sealed record OrderQuoteRefusal(int Status, Dictionary<string, string[]> Errors);

/// <summary>The client of the orders service.</summary>
internal sealed class OrdersClient(IHttpClientFactory clients)
{
    /// <summary>The quote of an order, or why there is none.</summary>
    /// <exception cref="HttpRequestException">Orders does not answer; the client gets 503.</exception>
    public async Task<(OrderQuote? Quote, OrderQuoteRefusal? Refusal)> QuoteAsync(OrderQuoteRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient("orders");
            using var response = await client.PostAsJsonAsync(
                new Uri("/api/orders/quote", UriKind.Relative), request, ShippingJson.Default.OrderQuoteRequest, cancellationToken);
            if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)
            {
                return (null, await response.Content.ReadFromJsonAsync(ShippingJson.Default.OrderQuoteRefusal, cancellationToken));
            }

            response.EnsureSuccessStatusCode();
            return (await response.Content.ReadFromJsonAsync(ShippingJson.Default.OrderQuote, cancellationToken), null);
        }
        catch (TimeoutRejectedException late)
        {
            throw new HttpRequestException("The orders service did not answer in time.", late);
        }
    }
}
