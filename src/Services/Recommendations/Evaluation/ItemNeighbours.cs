namespace Cartwright.Recommendations;

/// <summary>
/// The method to compare with (item-kNN): the products whose sessions are most similar to those of the last product, by the cosine of all sessions, without decay
/// or bounds, damped for rare products. Method: B. Hidasi and others, "Session-based Recommendations with Recurrent Neural Networks" (ICLR 2016), baseline.
/// </summary>
internal sealed class ItemNeighbours
{
    const double Damping = 20;

    readonly Dictionary<Guid, HashSet<Guid>> _sessions = [];
    readonly Dictionary<Guid, HashSet<Guid>> _products = [];
    readonly Dictionary<Guid, IReadOnlyList<Guid>> _known = [];

    public ItemNeighbours(IEnumerable<ProductView> views)
    {
        foreach (var view in views)
        {
            Add(_sessions, view.SessionId, view.ProductId);
            Add(_products, view.ProductId, view.SessionId);
        }
    }

    public IReadOnlyList<Guid> Of(Guid product, int max)
    {
        if (!_known.TryGetValue(product, out var neighbours))
        {
            _known[product] = neighbours = Rank(product, max);
        }

        return neighbours;
    }

    static void Add(Dictionary<Guid, HashSet<Guid>> index, Guid key, Guid value)
    {
        if (!index.TryGetValue(key, out var values))
        {
            index[key] = values = [];
        }

        values.Add(value);
    }

    IReadOnlyList<Guid> Rank(Guid product, int max)
    {
        var together = new Dictionary<Guid, int>();
        foreach (var other in _products.GetValueOrDefault(product, []).SelectMany(session => _sessions[session]).Where(other => other != product))
        {
            together[other] = together.GetValueOrDefault(other) + 1;
        }

        return [.. together.OrderByDescending(o => o.Value / Math.Sqrt(_products[o.Key].Count + Damping)).ThenBy(o => o.Key).Take(max).Select(o => o.Key)];
    }
}
