namespace Cartwright.Demo;

/// <summary>Multiplies a product's colours by its sizes, and gives every variant its price, weight and stock.</summary>
internal static class DemoVariants
{
    /// <summary>The warehouses that the demo shop ships from.</summary>
    internal static readonly string[] Warehouses = ["berlin", "rotterdam", "lyon"];

    const int SoldOutPercent = 6;
    const int LowPercent = 9;

    internal static DemoVariant[] Create(
        ProductLine line, string productSku, string[] colours, string[] sizes, SplitMix64 random)
    {
        var price = Skewed(line.Price.From, line.Price.To, random);
        var weight = Skewed(line.WeightGrams.From, line.WeightGrams.To, random);
        var ending = random.Below(3);
        var percentPerStep = sizes.Length > 1 ? line.Sizes!.PercentPerStep : 0;

        var variants = new List<DemoVariant>();
        foreach (var colour in colours)
        {
            for (var step = 0; step < Math.Max(1, sizes.Length); step++)
            {
                var sku = productSku;
                var options = new OrderedDictionary<string, string>();
                if (colours.Length > 1)
                {
                    options["colour"] = colour;
                    sku += "-" + Code(colour)[..Math.Min(4, colour.Length)];
                }

                if (sizes.Length > 1)
                {
                    options[line.Sizes!.Option] = sizes[step];
                    sku += "-" + Code(sizes[step]);
                }

                var factor = 1 + (percentPerStep * step / 100m);
                var weightGrams = (int)(weight * factor);
                variants.Add(new DemoVariant(sku, WithEnding(price * factor, ending), options, weightGrams, StockOf(random)));
            }
        }

        return [.. variants];
    }

    /// <summary>More cheap things than dear ones, in decimals, which round alike on every machine.</summary>
    static decimal Skewed(int from, int to, SplitMix64 random) =>
        from + ((to - from) * (random.Below(1001) * random.Below(1001) / 1_000_000m));

    static decimal WithEnding(decimal price, int ending)
    {
        var whole = Math.Floor(price);
        return price switch
        {
            < 20 => whole + (ending switch { 0 => 0.49m, 1 => 0.95m, _ => 0.99m }),
            < 100 => whole + (ending switch { 0 => 0.90m, 1 => 0.95m, _ => 0.00m }),
            _ => whole - (whole % 10) + (ending == 0 ? 9.90m : 9.00m),
        };
    }

    static DemoStock[] StockOf(SplitMix64 random)
    {
        var luck = random.Below(100);
        return
        [
            .. Warehouses.Select(warehouse => new DemoStock(warehouse, luck switch
            {
                < SoldOutPercent => 0,
                < SoldOutPercent + LowPercent => random.Between(0, 3),
                _ => random.Between(20, 400),
            })),
        ];
    }

    static string Code(string value) => string.Concat(value.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
