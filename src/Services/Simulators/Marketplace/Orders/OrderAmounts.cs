namespace Cartwright.Simulators;

/// <summary>What orders cost: many a little, few much (near to a log-normal distribution with a median of 32), with the endings that shops like.</summary>
internal static class OrderAmounts
{
    /// <summary>The least, in cents.</summary>
    public const int CentsMin = 200;

    /// <summary>The most, in cents.</summary>
    public const int CentsMax = 300_000;

    const int PartBits = 11;

    // Cents that a 32nd of the orders lie between.
    static ReadOnlySpan<int> Quantiles =>
    [
        CentsMin, 450, 640, 800, 960, 1110, 1260, 1420, 1580, 1740, 1920, 2100, 2290, 2490, 2710, 2950, 3200,
        3470, 3770, 4110, 4470, 4880, 5350, 5880, 6500, 7230, 8120, 9240, 10710, 12770, 16020, 22620, CentsMax - 1,
    ];

    /// <summary>The amount in cents, from 2 to 3,000.</summary>
    /// <param name="rank">Where it stands among all amounts: 16 bits.</param>
    /// <param name="ending">Chooses the cents: 7 bits.</param>
    public static int CentsOf(int rank, int ending)
    {
        var (quantile, part) = (rank >> PartBits, (long)(rank & ((1 << PartBits) - 1)));
        if (quantile == Quantiles.Length - 2)
        {
            // The long tail falls steeply: the fourth power of the part.
            part = part * part >> PartBits;
            part = part * part >> PartBits;
        }

        var (from, to) = (Quantiles[quantile], Quantiles[quantile + 1]);
        var cents = from + (int)((to - from) * part >> PartBits);
        return (cents / 100 * 100) + ending switch { < 58 => 99, < 84 => 95, < 103 => 50, _ => 0 };
    }
}
