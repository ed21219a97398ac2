using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Cartwright.Orders;

/// <summary>A line to price.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Quantity">Units.</param>
public sealed record QuoteItemRequest([property: StringLength(64, MinimumLength = 1)] string Sku, [property: Range(1, 10_000)] int Quantity);

/// <summary>Lines to price.</summary>
/// <param name="Items">At most 200 lines.</param>
/// <param name="Country">The country of destination (ISO 3166-1 alpha-2), for the tax.</param>
public sealed record QuoteRequest(
    [property: Length(0, 200)] IReadOnlyList<QuoteItemRequest> Items, [property: MinLength(2), RegularExpression("^[A-Za-z]{2}$")] string? Country);

/// <summary>A line with its current price.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="ProductId">The product it belongs to.</param>
/// <param name="Name">Its name.</param>
/// <param name="Image">URL of its image.</param>
/// <param name="Options">The option values of the variant by name, for example its size.</param>
/// <param name="Quantity">Units.</param>
/// <param name="UnitPrice">Price of one unit now.</param>
/// <param name="LineTotal">Quantity times price.</param>
/// <param name="Available">Units that can be ordered, as the catalog shows.</param>
/// <param name="Active">Whether it is on sale.</param>
public sealed record QuoteItemResponse(
    string Sku, Guid ProductId, string Name, string? Image, IReadOnlyDictionary<string, string>? Options, int Quantity, decimal UnitPrice, decimal LineTotal,
    int Available, bool Active);

/// <summary>The current prices of lines and their totals.</summary>
/// <param name="Items">The lines with a known SKU.</param>
/// <param name="Unknown">The unknown SKUs.</param>
/// <param name="Subtotal">Sum of the lines on sale.</param>
/// <param name="Tax">Tax on the subtotal.</param>
/// <param name="Shipping">Price of shipping.</param>
/// <param name="Total">Sum of the three.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record QuoteResponse(
    IReadOnlyList<QuoteItemResponse> Items, IReadOnlyList<string> Unknown, decimal Subtotal, decimal Tax, decimal Shipping, decimal Total, string Currency);

/// <summary>Prices lines by the rules of an order, so that a cart and its order have the same totals.</summary>
internal static class QuoteOrder
{
    public static async Task<Ok<QuoteResponse>> HandleAsync(
        QuoteRequest request, CatalogClient catalog, IOptions<OrdersOptions> options, CancellationToken cancellationToken)
    {
        var found = request.Items.Count == 0
            ? new CatalogAnswer([])
            : await catalog.FindAsync(new([.. request.Items.Select(i => i.Sku)], []), cancellationToken);
        var lines = request.Items
            .Select(item => (item, variant: found.Sku(item.Sku)))
            .Where(pair => pair.variant is not null)
            .Select(pair => new QuoteItemResponse(
                pair.item.Sku, pair.variant!.ProductId, pair.variant.Name, pair.variant.Image, pair.variant.Options, pair.item.Quantity,
                pair.variant.Price, pair.item.Quantity * pair.variant.Price, pair.variant.Available, pair.variant.Active))
            .ToList();
        var totals = Pricing.Of(lines.Where(l => l.Active).Select(l => (l.Quantity, l.UnitPrice)), request.Country, options.Value);
        return TypedResults.Ok(new QuoteResponse(
            lines, [.. request.Items.Select(i => i.Sku).Where(sku => found.Sku(sku) is null)],
            totals.Subtotal, totals.Tax, totals.Shipping, totals.Total,
            lines.Select(l => found.Sku(l.Sku)!.Currency).FirstOrDefault("EUR")));
    }
}
