using Cartwright.Recommendations;

namespace Cartwright.Unit.Recommendations;

/// <summary>What the tests of the model share.</summary>
internal static class Models
{
    public static DateTimeOffset Start { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static ModelLimits Limits { get; } = new(TimeSpan.FromDays(30), 500);

    /// <summary>The product of a number; a higher number has a higher id.</summary>
    public static Guid Product(int number) => new(number, 0, 0, new byte[8]);

    public static RecommendationModel WithProducts(int count, ModelLimits? limits = null)
    {
        var model = new RecommendationModel(limits ?? Limits);
        model.Add([.. Enumerable.Range(0, count).Select(n => new ShelfItem(Product(n), n % 2 == 0 ? "even" : "odd", true))]);
        return model;
    }

    public static Basket Basket(DateTimeOffset at, params int[] products) => new(Guid.NewGuid(), at, [.. products.Select(Product)]);

    public static ProductView[] Session(DateTimeOffset at, params int[] products)
    {
        var id = Guid.NewGuid();
        return [.. products.Select((product, n) => new ProductView(id, Product(product), at.AddSeconds(n)))];
    }

    public static (int Product, string Reason)[] Short(this IEnumerable<Recommended> items) =>
        [.. items.Select(item => (BitConverter.ToInt32(item.ProductId.ToByteArray()), item.Reason))];
}
