using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Options;

namespace Cartwright.Carts;

/// <summary>Asks orders and inventory concurrently, once each.</summary>
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
        return new PriceList(lines, quote, await stock);
    }
}
