using System.Text;

namespace Cartwright.Catalog;

/// <summary>
/// The searches of customers that found something: those of this instance that are not stored yet, and those of all instances that are suggested. Texts that identify
/// a person stay out: a text counts only if the products that it found have each of its words, and it is suggested only after customers searched it in several hours.
/// </summary>
internal sealed class PastQueries
{
    /// <summary>The longest text, in characters.</summary>
    public const int TextMax = 60;

    /// <summary>The shortest text, in characters.</summary>
    public const int TextMin = 2;

    /// <summary>The most texts that are counted between two times of storing them; further ones are not counted.</summary>
    public const int CountedMax = 500;

    // A longer number may be that of an order, a telephone or a card.
    const int DigitsMax = 4;

    readonly Lock _lock = new();
    Dictionary<string, int> _counted = new(StringComparer.Ordinal);
    volatile IReadOnlyList<(string Key, string Text, int Searches)> _suggested = [];

    /// <summary>Counts a search.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="found">What was found.</param>
    public void Count(SearchText text, SearchResult found)
    {
        if (found is not { IsWhole: true, Total: > 0 } || NormalFormOf(text) is not { } normal)
        {
            return;
        }

        lock (_lock)
        {
            if (_counted.Count < CountedMax || _counted.ContainsKey(normal))
            {
                _counted[normal] = _counted.GetValueOrDefault(normal) + 1;
            }
        }
    }

    /// <summary>Takes what was counted since the last time.</summary>
    public IReadOnlyList<(string Text, int Searches)> TakeCounted()
    {
        lock (_lock)
        {
            var counted = _counted;
            _counted = new(StringComparer.Ordinal);
            return [.. counted.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value))];
        }
    }

    /// <summary>These are suggested from now on.</summary>
    public void Suggest(IEnumerable<(string Text, int Searches)> queries) =>
        _suggested = [.. queries.Select(q => (KeyOf(q.Text), q.Text, q.Searches)).OrderBy(q => q.Item1, StringComparer.Ordinal)];

    /// <summary>The most frequent searches that begin with a text and go on after it.</summary>
    public IReadOnlyList<string> Find(string text, int limit)
    {
        var (all, key) = (_suggested, KeyOf(text));
        var (from, to) = (0, all.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = string.CompareOrdinal(all[middle].Key, key) < 0 ? (middle + 1, to) : (from, middle);
        }

        return
        [
            .. all.Skip(from).TakeWhile(q => q.Key.StartsWith(key, StringComparison.Ordinal)).Where(q => q.Key.Length > key.Length)
                .OrderByDescending(q => q.Searches).ThenBy(q => q.Key, StringComparer.Ordinal).Take(limit).Select(q => q.Text),
        ];
    }

    /// <summary>A text as it is stored and suggested: lower case, with single spaces; null if it is not one to suggest.</summary>
    public static string? NormalFormOf(SearchText text)
    {
        var normal = SingleSpaces(text.Words);
        return text.Phrases.Count == 0 && text.Excluded.Count == 0 && normal.Length is >= TextMin and <= TextMax
            && normal.All(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is ' ' or '-' or '\'' or '&') && normal.Count(char.IsDigit) <= DigitsMax
            ? normal
            : null;
    }

    static string KeyOf(string text) => Folding.Fold(SingleSpaces(text));

    // A space at the end stays out: "red " goes on as "red" does.
    static string SingleSpaces(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            result.Append(result.Length > 0 ? " " : "").Append(word.ToLowerInvariant());
        }

        return result.ToString();
    }
}
