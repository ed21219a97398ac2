using System.Runtime.InteropServices;

namespace Cartwright.Recommendations;

/// <summary>
/// Ranks the products that share baskets, or sessions, with a product (item-to-item). The similarity is the cosine of the two products' decayed sessions,
/// shrunk towards 0 where few sessions support it. It is counted from the latest sessions of the product when it is asked for, so that nothing has to be
/// rewritten when time passes or a session comes late.
/// </summary>
internal static class TogetherRanking
{
    // So many sessions halve the doubt: a similarity of one session counts a third, of ten 5/6.
    const double Shrinkage = 2;

    public static IReadOnlyList<Scored> Of(int product, SessionIndex index, ProductIds products, ModelLimits limits, Predicate<int> isOffered, int max)
    {
        if (index.Of(product) is not { Sample: > 0 } list)
        {
            return [];
        }

        var together = new Dictionary<int, (double Weight, int Sessions)>();
        var newest = list.Items[^1].Second;
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (index.IsWithdrawn(list.Items[i].Session))
            {
                continue;
            }

            var weight = limits.Decay(newest - list.Items[i].Second);
            foreach (var item in index.Items(list.Items[i].Session))
            {
                if (item.Product != product)
                {
                    ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(together, item.Product, out _);
                    sum = (sum.Weight + weight, sum.Sessions + 1);
                }
            }
        }

        var best = Scored.Best(products, max);
        foreach (var (other, sum) in together)
        {
            if (isOffered(other) && index.Of(other) is { Sample: > 0 } others)
            {
                // The share of the product's sessions that have the other one, times the root of the products' ratio: a cosine, also where a list was cut.
                var cosine = sum.Weight / list.Sample * Math.Pow(2, (list.Support - others.Support) / 2);
                best.Add(new(other, cosine * sum.Sessions / (sum.Sessions + Shrinkage)));
            }
        }

        return best.InOrder();
    }
}
