namespace Cartwright.Recommendations;

/// <summary>
/// The products on sale by their decayed baskets and sessions, of all categories and of each. The lists are kept in order: a signal moves only its own
/// products, and time moves none, because decay keeps the order.
/// </summary>
internal sealed class Popularity(ProductIds products)
{
    // Ten looks count as much as one purchase.
    const double ViewWeight = 0.1;

    readonly SortedSet<Entry> _all = new(Entry.Best);
    readonly Dictionary<string, SortedSet<Entry>> _categories = new(StringComparer.Ordinal);
    readonly Dictionary<int, (Entry Entry, string? Category)> _listed = [];

    readonly record struct Entry(double Score, Guid Id)
    {
        public static readonly Comparer<Entry> Best = Comparer<Entry>.Create(
            (one, other) => one.Score != other.Score ? other.Score.CompareTo(one.Score) : one.Id.CompareTo(other.Id));
    }

    /// <summary>Moves a product to its place.</summary>
    /// <param name="product">The product.</param>
    /// <param name="category">Its category.</param>
    /// <param name="bought">Its baskets.</param>
    /// <param name="viewed">Its sessions.</param>
    /// <param name="isOnSale">Whether it may be recommended.</param>
    public void Place(int product, string? category, PostingList? bought, PostingList? viewed, bool isOnSale)
    {
        if (_listed.Remove(product, out var listed))
        {
            _all.Remove(listed.Entry);
            if (listed.Category is not null)
            {
                _categories[listed.Category].Remove(listed.Entry);
            }
        }

        var score = Add(bought?.Support ?? double.NegativeInfinity, (viewed?.Support ?? double.NegativeInfinity) + Math.Log2(ViewWeight));
        if (!isOnSale || double.IsNegativeInfinity(score))
        {
            return;
        }

        var entry = new Entry(score, products[product]);
        _listed[product] = (entry, category);
        _all.Add(entry);
        if (category is not null)
        {
            if (!_categories.TryGetValue(category, out var list))
            {
                _categories[category] = list = new(Entry.Best);
            }

            list.Add(entry);
        }
    }

    /// <summary>The most popular products; the best has the score 1.</summary>
    /// <param name="category">Slug of a category; null for all.</param>
    /// <param name="isOffered">Whether a product may be among them.</param>
    /// <param name="max">How many.</param>
    public IReadOnlyList<Scored> Best(string? category, Predicate<int> isOffered, int max)
    {
        var best = new List<Scored>();
        if ((category is null ? _all : _categories.GetValueOrDefault(category)) is not { Count: > 0 } list)
        {
            return best;
        }

        var first = list.Min.Score;
        foreach (var entry in list)
        {
            if (best.Count == max)
            {
                break;
            }

            if (products.Find(entry.Id) is var product && isOffered(product))
            {
                best.Add(new(product, Math.Pow(2, entry.Score - first)));
            }
        }

        return best;
    }

    // The logarithm of a sum of two numbers whose logarithms are known; their powers may be larger than any number.
    static double Add(double one, double other)
    {
        var (large, small) = (Math.Max(one, other), Math.Min(one, other));
        return double.IsNegativeInfinity(small) ? large : large + Math.Log2(1 + Math.Pow(2, small - large));
    }
}
