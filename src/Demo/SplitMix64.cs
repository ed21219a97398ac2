namespace Cartwright.Demo;

/// <summary>
/// A small generator of numbers whose sequence is fixed by its published algorithm (Steele, Lea and Flood, 2014),
/// so that the demo shop is the same on every machine and with every version of .NET.
/// </summary>
internal sealed class SplitMix64(ulong seed)
{
    const ulong FnvOffset = 14695981039346656037;
    const ulong FnvPrime = 1099511628211;
    ulong state = seed;

    /// <summary>A generator of its own for a named thing, so that adding one product leaves all others as they are.</summary>
    public static SplitMix64 For(ulong seed, string name)
    {
        var hash = FnvOffset;
        foreach (var character in name)
        {
            hash = (hash ^ character) * FnvPrime;
        }

        return new SplitMix64(seed ^ hash);
    }

    /// <summary>The next number from 0 to <paramref name="limit"/> - 1.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>The next number in a range, both ends included.</summary>
    public int Between(int from, int to) => from + Below(to - from + 1);

    /// <summary>True in <paramref name="percent"/> of a hundred calls.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>One of the values.</summary>
    public T Pick<T>(IReadOnlyList<T> values) => values[Below(values.Count)];

    /// <summary>The values in another order.</summary>
    public T[] Shuffle<T>(IEnumerable<T> values)
    {
        var shuffled = values.ToArray();
        for (var last = shuffled.Length - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (shuffled[last], shuffled[other]) = (shuffled[other], shuffled[last]);
        }

        return shuffled;
    }

    ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
