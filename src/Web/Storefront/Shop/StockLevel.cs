namespace Cartwright.Storefront.Shop;

/// <summary>The stock level as customers see it.</summary>
/// <param name="Text">In words.</param>
/// <param name="Style">The style class that goes with it.</param>
internal readonly record struct StockLevel(string Text, string Style)
{
    /// <summary>From so few units on, their number is worth knowing.</summary>
    const int Few = 5;

    public static StockLevel Of(int available) => available switch
    {
        <= 0 => new("Sold out", "stock-none"),
        <= Few => new($"Only {available} left", "stock-few"),
        _ => new("In stock", "stock-good"),
    };
}
