using Lucene.Net.Util;

namespace Cartwright.Catalog;

/// <summary>
/// The values of a facet with a number for each, which is the same in all segments of the index, so that hits are counted in one array. Values that differ in
/// capital letters only are one value, in the spelling that was seen first.
/// </summary>
/// <param name="groupOf">The group of a value, within which a customer selects; the same for all values of a facet that is one group.</param>
internal sealed class FacetValues(Func<string, string> groupOf)
{
    readonly Lock _lock = new();
    readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, int> _groupNumbers = new(StringComparer.OrdinalIgnoreCase);

    // Replaced, never changed in place where readers look.
    volatile Table _table = new([], [], []);

    /// <summary>The values, their groups and the names of the groups at one time. Numbers of later values are greater.</summary>
    public sealed record Table(IReadOnlyList<string> Values, IReadOnlyList<int> Groups, IReadOnlyList<string> GroupNames);

    /// <summary>All values that were seen.</summary>
    public Table All => _table;

    /// <summary>The number of a value; -1 if it was not seen.</summary>
    public int Find(string value)
    {
        lock (_lock)
        {
            return _numbers.GetValueOrDefault(value, -1);
        }
    }

    /// <summary>The number of a group; -1 if it was not seen.</summary>
    public int FindGroup(string group)
    {
        lock (_lock)
        {
            return _groupNumbers.GetValueOrDefault(group, -1);
        }
    }

    /// <summary>The number of each value of a segment, by its ordinal.</summary>
    /// <param name="count">How many values the segment has.</param>
    /// <param name="lookup">Reads a value of the segment.</param>
    public int[] NumbersOf(long count, Action<long, BytesRef> lookup)
    {
        lock (_lock)
        {
            return Read(count, lookup);
        }
    }

    int[] Read(long count, Action<long, BytesRef> lookup)
    {
        var numbers = new int[count];
        var bytes = new BytesRef();
        List<string> values = [.. _table.Values];
        List<int> groups = [.. _table.Groups];
        List<string> groupNames = [.. _table.GroupNames];
        for (var ordinal = 0L; ordinal < count; ordinal++)
        {
            lookup(ordinal, bytes);
            var value = bytes.Utf8ToString();
            if (!_numbers.TryGetValue(value, out var number))
            {
                number = _numbers[value] = values.Count;
                values.Add(value);
                var name = groupOf(value);
                if (!_groupNumbers.TryGetValue(name, out var group))
                {
                    group = _groupNumbers[name] = groupNames.Count;
                    groupNames.Add(name);
                }

                groups.Add(group);
            }

            numbers[ordinal] = number;
        }

        if (values.Count > _table.Values.Count)
        {
            _table = new(values, groups, groupNames);
        }

        return numbers;
    }
}
