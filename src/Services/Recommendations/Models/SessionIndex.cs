using System.Runtime.InteropServices;

namespace Cartwright.Recommendations;

/// <summary>A session on one day (UTC). The day bounds it: once the day is over, nothing is added.</summary>
internal readonly record struct SessionKey(Guid Id, int Day);

/// <summary>A product of a session, and when it was looked at last.</summary>
internal readonly record struct SessionItem(int Product, int Second);

/// <summary>
/// Sessions with their products, and for each product its latest sessions (an inverted index). A basket is a session whose products have one time.
/// What it holds is a function of the set of signals: of each session and product the latest time, of each list the latest entries by time and id. So signals
/// may come in any order, and twice.
/// </summary>
internal sealed class SessionIndex(ProductIds products, ModelLimits limits)
{
    const int SweepMin = 100_000;

    readonly Dictionary<SessionKey, int> _numbers = [];
    readonly Stack<int> _free = [];
    readonly List<PostingList> _lists = [];
    Session[] _sessions = [];
    int _end;
    int _newestDay;
    int _sweepAt = SweepMin;

    struct Session
    {
        public SessionKey Key;
        public SessionItem[] Items;
        public int Count;
        public int References;
        public bool IsWithdrawn;
    }

    /// <summary>How many sessions are kept.</summary>
    public int Count => _numbers.Count;

    /// <summary>The products of a session, the one looked at last at the end.</summary>
    public ReadOnlySpan<SessionItem> Items(int session) => _sessions[session].Items.AsSpan(0, _sessions[session].Count);

    /// <summary>The key of a session, which orders sessions of one time.</summary>
    public SessionKey Key(int session) => _sessions[session].Key;

    /// <summary>Whether a session counts nothing.</summary>
    public bool IsWithdrawn(int session) => _sessions[session].IsWithdrawn;

    /// <summary>
    /// A session counts nothing from now on. It keeps its places in the lists: what they hold would depend on the order of signals, if an older session that had lost its place
    /// had to come back.
    /// </summary>
    public void Withdraw(Guid id, int second)
    {
        var session = GetOrAdd(new(id, SignalTime.Day(second)));
        _sessions[session].IsWithdrawn = true;
    }

    /// <summary>The sessions of a product; null when it has none.</summary>
    public PostingList? Of(int product) => product >= 0 && product < _lists.Count ? _lists[product] : null;

    /// <summary>Adds a signal; its cost does not depend on the number of products.</summary>
    /// <param name="id">The session or the order.</param>
    /// <param name="product">The number of the product.</param>
    /// <param name="second">When.</param>
    public void Add(Guid id, int product, int second)
    {
        while (_lists.Count <= product)
        {
            _lists.Add(new());
        }

        _newestDay = Math.Max(_newestDay, SignalTime.Day(second));
        var session = GetOrAdd(new(id, SignalTime.Day(second)));
        var isListed = AddItem(ref _sessions[session], new(product, second));
        AddPosting(_lists[product], new(second, session), isListed);
        if (_numbers.Count > _sweepAt)
        {
            Sweep();
        }
    }

    /// <summary>Forgets what was before a time, the beginning of a day.</summary>
    /// <returns>The products that lost something.</returns>
    public IReadOnlyList<int> Forget(int second)
    {
        var changed = new List<int>();
        for (var product = 0; product < _lists.Count; product++)
        {
            var list = _lists[product];
            var before = list.Count;
            while (list.Count > 0 && list.Items[0].Second < second)
            {
                Release(list, 0);
            }

            if (list.Count < before)
            {
                changed.Add(product);
            }
        }

        Sweep();
        return changed;
    }

    int GetOrAdd(SessionKey key)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, key, out var exists);
        if (!exists)
        {
            if (!_free.TryPop(out number))
            {
                number = _end++;
                if (number == _sessions.Length)
                {
                    Array.Resize(ref _sessions, Math.Max(1024, number * 2));
                }
            }

            _sessions[number] = new() { Key = key, Items = [] };
        }

        return number;
    }

    /// <returns>Whether the list of the product may have the session: it had the product, or may have lost it because it is full.</returns>
    bool AddItem(ref Session session, SessionItem item)
    {
        var isListed = session.Count == ModelLimits.ItemsMax;
        for (var i = 0; i < session.Count; i++)
        {
            if (session.Items[i].Product == item.Product)
            {
                if (session.Items[i].Second >= item.Second)
                {
                    return true;
                }

                RemoveItem(ref session, i);
                isListed = true;
                break;
            }
        }

        if (session.Count == ModelLimits.ItemsMax)
        {
            if (Compare(item, session.Items[0]) < 0)
            {
                return true;
            }

            RemoveItem(ref session, 0);
        }

        if (session.Count == session.Items.Length)
        {
            Array.Resize(ref session.Items, Math.Max(2, Math.Min(session.Count * 2, ModelLimits.ItemsMax)));
        }

        var place = session.Count;
        while (place > 0 && Compare(item, session.Items[place - 1]) < 0)
        {
            session.Items[place] = session.Items[place - 1];
            place--;
        }

        session.Items[place] = item;
        session.Count++;
        return isListed;
    }

    static void RemoveItem(ref Session session, int index)
    {
        session.Count--;
        Array.Copy(session.Items, index + 1, session.Items, index, session.Count - index);
    }

    void AddPosting(PostingList list, Posting posting, bool isListed)
    {
        if (isListed && list.Find(posting.Session) is >= 0 and var known)
        {
            if (list.Items[known].Second >= posting.Second)
            {
                return;
            }

            Release(list, known);
        }

        if (list.Count == limits.SessionsPerProduct)
        {
            if (Compare(posting, list.Items[0]) < 0)
            {
                return;
            }

            Release(list, 0);
        }

        var place = list.Count;
        while (place > 0 && Compare(posting, list.Items[place - 1]) < 0)
        {
            place--;
        }

        list.Insert(place, posting);
        _sessions[posting.Session].References++;
    }

    void Release(PostingList list, int index)
    {
        _sessions[list.Items[index].Session].References--;
        list.RemoveAt(index);
    }

    // A session that no list has changes no answer. One that may go on is kept, because its products count again once it is in a list.
    void Sweep()
    {
        for (var session = 0; session < _end; session++)
        {
            if (_sessions[session] is { References: 0, Items: not null } unused && unused.Key.Day < _newestDay - 1)
            {
                _numbers.Remove(unused.Key);
                _sessions[session] = default;
                _free.Push(session);
            }
        }

        _sweepAt = Math.Max(SweepMin, _numbers.Count * 3 / 2);
    }

    int Compare(SessionItem one, SessionItem other) =>
        one.Second != other.Second ? one.Second.CompareTo(other.Second) : products[one.Product].CompareTo(products[other.Product]);

    int Compare(Posting one, Posting other) =>
        one.Second != other.Second ? one.Second.CompareTo(other.Second) : _sessions[one.Session].Key.Id.CompareTo(_sessions[other.Session].Key.Id);
}
