namespace Cartwright.Carts;

/// <summary>A cart.</summary>
/// <param name="Holder">The owner: the id of the user, or for a guest the id of the cart.</param>
/// <param name="Id">The id that an order names. The id of a guest's cart is a secret: it gives access to the cart.</param>
/// <param name="Guest">Whether it is the cart of a guest.</param>
/// <param name="TouchedAt">When it was last used; null before it is stored.</param>
/// <param name="Lines">The lines, oldest first; one per SKU.</param>
internal sealed record Cart(Guid Holder, Guid Id, bool Guest, DateTimeOffset? TouchedAt, IReadOnlyList<CartLine> Lines)
{
    /// <summary>The most units of one line.</summary>
    public const int QuantityMax = 999;

    /// <summary>The most lines of a cart.</summary>
    public const int LinesMax = 200;

    /// <summary>The longest SKU, in characters.</summary>
    public const int SkuLengthMax = 64;

    /// <summary>A cart for a guest, which is stored with its first line.</summary>
    public static Cart ForGuest(Guid id) => new(id, id, true, null, []);

    /// <summary>Whether the cart is stored. A guest's cart without a line is not, so that visitors who only look leave nothing.</summary>
    public bool IsStored => TouchedAt is not null;

    /// <summary>Whether the SKU is in the cart or can be added.</summary>
    public bool HasRoomFor(string sku) => Lines.Count < LinesMax || Lines.Any(l => l.Sku == sku);

    /// <summary>How many units of a SKU are in the cart.</summary>
    public int QuantityOf(string sku) => Lines.FirstOrDefault(l => l.Sku == sku)?.Quantity ?? 0;

    /// <summary>The cart with the given units of a SKU; 0 removes the line. A new line has no name and price yet.</summary>
    public Cart With(string sku, int quantity) => this with
    {
        Lines = quantity == 0
            ? [.. Lines.Where(l => l.Sku != sku)]
            : QuantityOf(sku) > 0
                ? [.. Lines.Select(l => l.Sku == sku ? l with { Quantity = quantity } : l)]
                : [.. Lines, new CartLine(sku, "", quantity, 0, "", DateTimeOffset.MaxValue)],
    };

    /// <summary>
    /// The lines that change when a guest's cart is merged into this one: quantities are added up to the maximum, and lines of this cart
    /// keep their seen price. Lines beyond the maximum are left out, newest first.
    /// </summary>
    public IReadOnlyList<CartLine> ChangesByMerging(IReadOnlyList<CartLine> guestLines)
    {
        var own = Lines.ToDictionary(l => l.Sku);
        var both = guestLines
            .Where(l => own.ContainsKey(l.Sku))
            .Select(l => own[l.Sku] with { Quantity = Math.Min(QuantityMax, own[l.Sku].Quantity + l.Quantity) });
        var added = guestLines
            .Where(l => !own.ContainsKey(l.Sku))
            .OrderBy(l => l.AddedAt)
            .Take(LinesMax - own.Count);
        return [.. both, .. added];
    }
}
