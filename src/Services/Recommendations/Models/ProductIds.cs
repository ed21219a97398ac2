using System.Runtime.InteropServices;

namespace Cartwright.Recommendations;

/// <summary>Numbers products from 0, so that lists hold four bytes for each. The number depends on the order of arrival, so it never decides a ranking.</summary>
internal sealed class ProductIds
{
    readonly Dictionary<Guid, int> _numbers = [];
    readonly List<Guid> _ids = [];

    public int Count => _ids.Count;

    public Guid this[int number] => _ids[number];

    public int GetOrAdd(Guid id)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, id, out var exists);
        if (!exists)
        {
            number = _ids.Count;
            _ids.Add(id);
        }

        return number;
    }

    /// <summary>The number of a product; -1 when it is unknown.</summary>
    public int Find(Guid id) => _numbers.TryGetValue(id, out var number) ? number : -1;
}
