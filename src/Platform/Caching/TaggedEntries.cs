using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Cartwright.Platform.Caching;

/// <summary>
/// Values by key and by tag within limits. Reads take no lock; entries that were read since the last eviction survive the next one
/// (second chance). Callers of everything but <see cref="TryGet"/> hold the cache's lock.
/// </summary>
internal sealed class TaggedEntries<TValue>(CacheLimits limits, TimeProvider time)
{
    // The bytes of an entry beside its value: objects and index entries.
    const int Overhead = 256;

    readonly ConcurrentDictionary<string, Entry> _byKey = new();
    readonly Dictionary<string, HashSet<Entry>> _byTag = [];
    readonly Queue<Entry> _clock = new();

    sealed class Entry(string key, TValue value, int bytes, IReadOnlyList<string> tags, long start, TimeSpan lifetime)
    {
        public string Key => key;

        public TValue Value => value;

        public int Bytes => bytes;

        public IReadOnlyList<string> Tags => tags;

        public long Start => start;

        public TimeSpan Lifetime => lifetime;

        public volatile bool Used;

        public bool Removed;
    }

    public int Count => _byKey.Count;

    public long Bytes { get; private set; }

    public bool TryGet(string key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_byKey.TryGetValue(key, out var entry) && time.GetElapsedTime(entry.Start) < entry.Lifetime)
        {
            entry.Used = true;
            value = entry.Value;
            return true;
        }

        value = default;
        return false;
    }

    public void Set(string key, Cacheable<TValue> loaded, TimeSpan lifetime)
    {
        if (_byKey.TryGetValue(key, out var old))
        {
            Remove(old);
        }

        var bytes = loaded.Bytes + Overhead + (2 * key.Length) + (64 * loaded.Tags.Count);
        if (bytes > limits.BytesMax)
        {
            return;
        }

        var entry = new Entry(key, loaded.Value, bytes, loaded.Tags, time.GetTimestamp(), lifetime);
        _byKey[key] = entry;
        foreach (var tag in loaded.Tags)
        {
            if (!_byTag.TryGetValue(tag, out var tagged))
            {
                _byTag[tag] = tagged = [];
            }

            tagged.Add(entry);
        }

        Bytes += bytes;
        _clock.Enqueue(entry);
        Evict();
    }

    public void RemoveTagged(string tag)
    {
        if (_byTag.TryGetValue(tag, out var tagged))
        {
            foreach (var entry in tagged.ToArray())
            {
                Remove(entry);
            }

            SweepRemoved();
        }
    }

    public void Clear()
    {
        _byKey.Clear();
        _byTag.Clear();
        _clock.Clear();
        Bytes = 0;
    }

    void Evict()
    {
        while (_byKey.Count > limits.EntriesMax || Bytes > limits.BytesMax)
        {
            var entry = _clock.Dequeue();
            if (entry.Removed)
            {
                continue;
            }

            if (entry.Used && time.GetElapsedTime(entry.Start) < entry.Lifetime)
            {
                entry.Used = false;
                _clock.Enqueue(entry);
            }
            else
            {
                Remove(entry);
            }
        }

        SweepRemoved();
    }

    void Remove(Entry entry)
    {
        entry.Removed = true;
        _byKey.TryRemove(entry.Key, out _);
        Bytes -= entry.Bytes;
        foreach (var tag in entry.Tags)
        {
            // The tags of an entry may repeat.
            if (_byTag.TryGetValue(tag, out var tagged) && tagged.Remove(entry) && tagged.Count == 0)
            {
                _byTag.Remove(tag);
            }
        }
    }

    // Removed entries leave the queue once they outnumber the living, so that purges do not let it grow.
    void SweepRemoved()
    {
        if (_clock.Count > (2 * _byKey.Count) + 64)
        {
            var living = _clock.Where(e => !e.Removed).ToList();
            _clock.Clear();
            living.ForEach(_clock.Enqueue);
        }
    }
}
