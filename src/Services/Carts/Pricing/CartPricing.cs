using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Options;

namespace Cartwright.Carts;

/// <summary>Asks orders and inventory concurrently, once each. A bundle has no stock of its own: inventory is asked about its parts, when orders has named them.</summary>
internal sealed class CartPricing(OrdersClient orders, InventoryClient inventory, IOptions<ShopSettings> shop)
{
    /// <summary>Returns the current prices and stock of lines.</summary>
    public async Task<PriceList> OfAsync(IReadOnlyList<CartLine> lines, CancellationToken cancellationToken)
    {
        if (lines.Count == 0)
        {
            return new PriceList(lines, QuoteResponse.Nothing(shop.Value.Currency), null);
        }

        var stock = inventory.AvailabilityAsync(lines.Select(l => l.Sku), cancellationToken);
        var quote = await orders.QuoteAsync(lines, cancellationToken);
        return new PriceList(lines, quote, await WithPartsAsync(await stock, quote, cancellationToken));
    }

    async Task<IReadOnlyDictionary<string, int>?> WithPartsAsync(IReadOnlyDictionary<string, int>? stock, QuoteResponse quote, CancellationToken cancellationToken)
    {
        var parts = quote.Items.SelectMany(item => item.Parts ?? []).Select(part => part.Sku).Distinct().ToList();
        return stock is null || parts.Count == 0 ? stock
            : await inventory.AvailabilityAsync(parts, cancellationToken) is { } ofParts
                ? stock.Where(of => !ofParts.ContainsKey(of.Key)).Concat(ofParts).ToDictionary()
                : null;
    }
}
