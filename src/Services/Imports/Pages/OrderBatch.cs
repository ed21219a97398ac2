namespace Cartwright.Imports;

/// <summary>Orders to be written to the database, in columns as they are sent to it.</summary>
/// <param name="capacity">The most orders that it holds.</param>
internal sealed class OrderBatch(int capacity)
{
    // Larger batches hardly cost less per order.
    const int DefaultCapacity = 8192;

    /// <summary>An empty one of the usual size.</summary>
    public OrderBatch() : this(DefaultCapacity)
    {
    }

    /// <summary>Their ids.</summary>
    public List<long> Ids { get; } = new(capacity);

    /// <summary>When they were placed, in UTC.</summary>
    public List<DateTime> Dates { get; } = new(capacity);

    /// <summary>Their amounts.</summary>
    public List<decimal> Amounts { get; } = new(capacity);

    /// <summary>Their labels.</summary>
    public List<string> Labels { get; } = new(capacity);

    /// <summary>How many there are.</summary>
    public int Count => Ids.Count;

    /// <summary>Whether no other order fits.</summary>
    public bool IsFull => Ids.Count == capacity;

    /// <summary>Adds one.</summary>
    public void Add(long id, DateTime date, decimal amount, string label)
    {
        Ids.Add(id);
        Dates.Add(date);
        Amounts.Add(amount);
        Labels.Add(label);
    }

    /// <summary>Removes all orders.</summary>
    public void Clear()
    {
        Ids.Clear();
        Dates.Clear();
        Amounts.Clear();
        Labels.Clear();
    }
}
