namespace Cartwright.Recommendations;

/// <summary>A product with its score in one ranking.</summary>
internal readonly record struct Scored(int Product, double Score)
{
    /// <summary>Selects the best products. Products of one score are in the order of their ids, so that every instance gives the same answer.</summary>
    public static Selection<Scored> Best(ProductIds products, int max) => new(
        (one, other) => one.Score != other.Score ? other.Score.CompareTo(one.Score) : products[one.Product].CompareTo(products[other.Product]),
        max);
}
