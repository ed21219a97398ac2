namespace Cartwright.Carts;

/// <summary>Prices and stock of the lines of a cart at one moment.</summary>
/// <param name="Lines">The lines that were asked for.</param>
/// <param name="Quote">Their prices and totals.</param>
/// <param name="Stock">Available units by SKU, of bundles those of their parts; null when inventory did not answer.</param>
internal sealed record PriceList(IReadOnlyList<CartLine> Lines, QuoteResponse Quote, IReadOnlyDictionary<string, int>? Stock)
{
    readonly Dictionary<string, QuoteItemResponse> _items = Quote.Items.ToDictionary(i => i.Sku);

    /// <summary>The quoted item of a SKU; null if it is unknown.</summary>
    public QuoteItemResponse? Find(string sku) => _items.GetValueOrDefault(sku);

    /// <summary>Units of a SKU that can be ordered.</summary>
    public int AvailableOf(string sku) =>
        Stock is null ? Find(sku)?.Available ?? 0
        : Find(sku)?.Parts is { Count: > 0 } parts ? parts.Min(part => Stock.GetValueOrDefault(part.Sku) / part.Quantity)
        : Stock.GetValueOrDefault(sku);

    /// <summary>Whether the quote is for these lines.</summary>
    public bool Covers(IReadOnlyList<CartLine> lines) =>
        lines.Count == Lines.Count && lines.Zip(Lines).All(p => p.First.Sku == p.Second.Sku && p.First.Quantity == p.Second.Quantity);
}
