using System.Net;
using System.Text.Json.Serialization;
using Cartwright.Contracts;
using Polly;

namespace Cartwright.Orders;

/// <summary>A line of a cart.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Quantity">Units.</param>
/// <param name="SeenPrice">The unit price that the customer saw or accepted last.</param>
/// <param name="SeenCurrency">ISO 4217 code of that price.</param>
internal sealed record CartLine(string Sku, int Quantity, decimal SeenPrice, string SeenCurrency)
{
    /// <summary>Whether a price is the one that the customer saw.</summary>
    public bool IsSeen(Money price) => SeenPrice == price.Amount && SeenCurrency == price.Currency.Code;
}

/// <summary>The lines of a cart, oldest first.</summary>
internal sealed record CartLines(IReadOnlyList<CartLine> Items);

/// <summary>A line that was ordered.</summary>
internal sealed record OrderedLine(string Sku, int Quantity);

/// <summary>The lines that an order takes out of a cart.</summary>
internal sealed record OrderedLines(Guid UserId, IReadOnlyList<OrderedLine> Items);

/// <summary>The client of the carts service.</summary>
internal sealed class CartsClient(IHttpClientFactory clients)
{
    /// <summary>The lines of a user's cart; null when the user has no cart with this id, for example because it was ordered.</summary>
    /// <exception cref="HttpRequestException">Carts does not answer.</exception>
    public async Task<CartLines?> FindAsync(Guid cartId, Guid userId, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient("carts");
        using var response = await client.GetAsync(new Uri($"/internal/carts/{cartId}?userId={userId}", UriKind.Relative), cancellationToken);
        response.EnsureSuccessStatusCode();
        return response.StatusCode == HttpStatusCode.NoContent
            ? null
            : await response.Content.ReadFromJsonAsync(CartsClientJson.Default.CartLines, cancellationToken);
    }

    /// <summary>
    /// Takes the lines of an order out of the cart, so that the customer's next look at it shows what is left. When carts does not answer, the event about the
    /// order does the same a moment later; a repetition changes nothing.
    /// </summary>
    public async Task TakeAsync(Guid cartId, OrderResponse order, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient("carts");
            using var response = await client.PutAsJsonAsync(
                new Uri($"/internal/carts/{cartId}/order", UriKind.Relative),
                new OrderedLines(order.UserId, [.. order.Items.Select(line => new OrderedLine(line.Sku, line.Quantity))]),
                CartsClientJson.Default.OrderedLines,
                cancellationToken);
        }
        catch (Exception unanswered) when (unanswered is HttpRequestException or ExecutionRejectedException)
        {
            // The order is placed: its event follows.
        }
    }
}

/// <summary>Generated serializers of the messages to and from carts.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CartLines))]
[JsonSerializable(typeof(OrderedLines))]
internal sealed partial class CartsClientJson : JsonSerializerContext;
