namespace Cartwright.Recommendations;

/// <summary>Collects an answer from several rankings, the best reason first, until it is full.</summary>
/// <param name="products">The numbers of products.</param>
/// <param name="excluded">Products that are not wanted.</param>
/// <param name="isOnSale">Whether a product may be recommended.</param>
/// <param name="max">How many products are wanted.</param>
internal sealed class Answer(ProductIds products, IReadOnlySet<Guid> excluded, Predicate<int> isOnSale, int max)
{
    readonly List<Recommended> _items = [];
    readonly HashSet<int> _taken = [];

    public IReadOnlyList<Recommended> Items => _items;

    /// <summary>Adds what a ranking finds among the products that are on sale, wanted, and not in the answer yet.</summary>
    /// <param name="reason">One of <see cref="RecommendationReason"/>.</param>
    /// <param name="rank">Gets the products that may be used, and how many.</param>
    public Answer Then(string reason, Func<Predicate<int>, int, IReadOnlyList<Scored>> rank)
    {
        if (_items.Count < max)
        {
            foreach (var (product, score) in rank(IsOffered, max - _items.Count))
            {
                _taken.Add(product);
                _items.Add(new(products[product], reason, score));
            }
        }

        return this;
    }

    /// <summary>Fills up with what is popular, for visitors and products that are new.</summary>
    public Answer ThenPopular(Popularity popularity, string? category) =>
        (category is null ? this : Then(RecommendationReason.PopularInCategory, (isOffered, n) => popularity.Best(category, isOffered, n)))
        .Then(RecommendationReason.Popular, (isOffered, n) => popularity.Best(null, isOffered, n));

    bool IsOffered(int product) => isOnSale(product) && !_taken.Contains(product) && !excluded.Contains(products[product]);
}
