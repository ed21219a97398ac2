namespace Cartwright.Simulators;

/// <summary>What an order consists of, before it is an object or text: both are made of the same.</summary>
/// <param name="Id">Its index.</param>
/// <param name="Seconds">When it was placed, from the calendar's start.</param>
/// <param name="Cents">What it costs.</param>
/// <param name="Quality">The first word of its label.</param>
/// <param name="Ware">The second.</param>
/// <param name="Pieces">How many.</param>
internal readonly record struct OrderParts(long Id, long Seconds, int Cents, int Quality, int Ware, int Pieces)
{
    const int EditedBy = 100;

    /// <summary>Draws the order of an id.</summary>
    public static OrderParts Draw(long seed, long id)
    {
        var bits = SplitMix.Of((ulong)seed, (ulong)id);
        return new(
            id,
            OrderCalendar.SecondsOf(id, (ushort)Take(ref bits, 16)),
            OrderAmounts.CentsOf(Take(ref bits, 16), Take(ref bits, 7)),
            Take(ref bits, 5),
            Take(ref bits, 6),
            OrderWords.Pieces[Take(ref bits, 5)]);
    }

    /// <summary>The same order with another amount and another number of pieces.</summary>
    public OrderParts Edit() => this with { Pieces = Pieces + 1, Cents = Cents + EditedBy <= OrderAmounts.CentsMax ? Cents + EditedBy : Cents - EditedBy };

    /// <summary>As an object.</summary>
    public MarketplaceOrder ToOrder()
    {
        var label = $"{OrderWords.Qualities[Quality].Text} {OrderWords.Wares[Ware].Text}";
        return new(Id, OrderCalendar.Start.AddSeconds(Seconds), new decimal(Cents, 0, 0, isNegative: false, scale: 2), Pieces == 1 ? label : $"{label}, {Pieces} pcs");
    }

    static int Take(ref ulong bits, int count)
    {
        var taken = (int)(bits & ((1UL << count) - 1));
        bits >>= count;
        return taken;
    }
}
