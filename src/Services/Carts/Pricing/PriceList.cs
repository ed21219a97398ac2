using Microsoft.Extensions.Options;

namespace Cartwright.Carts;

/// <summary>Prices and stock of the lines of a cart at one moment.</summary>
/// <param name="Lines">The lines that were asked for.</param>
/// <param name="Quote">What they cost.</param>
/// <param name="Stock">Available units by SKU; null when inventory did not answer.</param>
internal sealed record PriceList(IReadOnlyList<CartLine> Lines, Quote Quote, IReadOnlyDictionary<string, int>? Stock)
{
    readonly Dictionary<string, QuotedItem> _items = Quote.Items.ToDictionary(i => i.Sku);

    /// <summary>What is known of a SKU; null when it does not exist.</summary>
    public QuotedItem? Find(string sku) => _items.GetValueOrDefault(sku);

    /// <summary>Units of a SKU that can be ordered.</summary>
    public int AvailableOf(string sku) => Stock is null ? Find(sku)?.Available ?? 0 : Stock.GetValueOrDefault(sku);

    /// <summary>Whether the totals are those of these lines.</summary>
    public bool Covers(IReadOnlyList<CartLine> lines) =>
        lines.Count == Lines.Count && lines.Zip(Lines).All(p => p.First.Sku == p.Second.Sku && p.First.Quantity == p.Second.Quantity);
}

/// <summary>Asks orders and inventory, at the same time and once each.</summary>
internal sealed class Pricing(OrdersClient orders, InventoryClient inventory, IOptions<CartsOptions> options)
{
    /// <summary>Current prices and stock of lines.</summary>
    public async Task<PriceList> OfAsync(IReadOnlyList<CartLine> lines, CancellationToken cancellationToken)
    {
        if (lines.Count == 0)
        {
            return new PriceList(lines, Quote.Nothing(options.Value.Currency), null);
        }

        var stock = inventory.AvailabilityAsync(lines.Select(l => l.Sku), cancellationToken);
        var quote = await orders.QuoteAsync(lines, cancellationToken);
        return new PriceList(lines, quote, await stock);
    }
}
