namespace Cartwright.Imports;

/// <summary>Orders on their way into the database, in columns as they are sent to it.</summary>
/// <param name="capacity">The most that it takes.</param>
internal sealed class OrderBatch(int capacity)
{
    // More at once hardly cost less each.
    const int Usual = 8192;

    /// <summary>An empty one of the usual size.</summary>
    public OrderBatch() : this(Usual)
    {
    }

    /// <summary>Their ids.</summary>
    public List<long> Ids { get; } = new(capacity);

    /// <summary>When they were placed, in UTC.</summary>
    public List<DateTime> Dates { get; } = new(capacity);

    /// <summary>What they amount to.</summary>
    public List<decimal> Amounts { get; } = new(capacity);

    /// <summary>What they are called.</summary>
    public List<string> Labels { get; } = new(capacity);

    /// <summary>How many there are.</summary>
    public int Count => Ids.Count;

    /// <summary>Whether there is no room for another one.</summary>
    public bool IsFull => Ids.Count == capacity;

    /// <summary>Adds one.</summary>
    public void Add(long id, DateTime date, decimal amount, string label)
    {
        Ids.Add(id);
        Dates.Add(date);
        Amounts.Add(amount);
        Labels.Add(label);
    }

    /// <summary>Makes room.</summary>
    public void Clear()
    {
        Ids.Clear();
        Dates.Clear();
        Amounts.Clear();
        Labels.Clear();
    }
}
