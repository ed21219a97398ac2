namespace Cartwright.Recommendations;

/// <summary>Selects the first of many items without sorting all: an item that is not among them costs one comparison.</summary>
/// <typeparam name="T">An item.</typeparam>
/// <param name="order">The order; no two items are equal in it, so that the order of addition does not matter.</param>
/// <param name="max">How many items are selected, at least 1.</param>
internal sealed class Selection<T>(Comparison<T> order, int max)
{
    // The queue has the last of the selected items in front.
    readonly PriorityQueue<T, T> _selected = new(Comparer<T>.Create((one, other) => order(other, one)));

    public void Add(T item)
    {
        if (_selected.Count < max)
        {
            _selected.Enqueue(item, item);
        }
        else if (order(item, _selected.Peek()) < 0)
        {
            _selected.DequeueEnqueue(item, item);
        }
    }

    /// <summary>The selected items, in order.</summary>
    public List<T> InOrder()
    {
        var items = new List<T>(_selected.Count);
        foreach (var (item, _) in _selected.UnorderedItems)
        {
            items.Add(item);
        }

        items.Sort(order);
        return items;
    }
}
