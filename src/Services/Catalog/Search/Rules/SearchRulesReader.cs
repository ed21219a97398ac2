namespace Cartwright.Catalog;

/// <summary>Reads the rules of staff into the words that the index has.</summary>
internal static class SearchRulesReader
{
    /// <summary>The most groups of synonyms.</summary>
    public const int GroupsMax = 500;

    /// <summary>The fewest phrases of a group.</summary>
    public const int PhrasesMin = 2;

    /// <summary>The most phrases of a group.</summary>
    public const int PhrasesMax = 20;

    /// <summary>The most words to ignore.</summary>
    public const int StopWordsMax = 500;

    /// <summary>The most searches with products of their own.</summary>
    public const int PinsMax = 200;

    /// <summary>The most products of a search that come first, and the most that are hidden.</summary>
    public const int ProductsMax = Weights.PinsMax;

    /// <summary>The longest phrase, word or search, in characters.</summary>
    public const int TextMax = 100;

    const int PhraseWordsMax = 5;

    /// <summary>Reads rules. What has an error is left out.</summary>
    /// <param name="rules">What staff wrote.</param>
    /// <param name="words">Divides texts into words.</param>
    /// <param name="addError">Receives the errors by field.</param>
    public static SearchRules Read(SearchRulesRequest rules, WordReader words, Action<string, string> addError)
    {
        CheckCount("synonyms", rules.Synonyms.Count, GroupsMax);
        CheckCount("stopWords", rules.StopWords.Count, StopWordsMax);
        CheckCount("pins", rules.Pins.Count, PinsMax);
        var synonyms = rules.Synonyms.Take(GroupsMax).Select((group, i) => Group($"synonyms[{i}].phrases", group)).Where(group => group.Count > 1).ToList();
        var stopWords = rules.StopWords.Take(StopWordsMax).Select((word, i) => StopWord($"stopWords[{i}]", word)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var pins = new Dictionary<string, PinnedProducts>(StringComparer.Ordinal);
        foreach (var (i, pin) in rules.Pins.Take(PinsMax).Index())
        {
            Add(pins, $"pins[{i}]", pin);
        }

        return new(synonyms, stopWords, pins);

        void CheckCount(string field, int count, int max)
        {
            if (count > max)
            {
                addError(field, $"There are at most {max}.");
            }
        }

        List<string>? Words(string field, string text)
        {
            if (text.Length > TextMax || text.Contains('\0', StringComparison.Ordinal))
            {
                addError(field, $"It has at most {TextMax} characters.");
                return null;
            }

            if (words.ReadSearch(text) is { Count: > 0 } read)
            {
                return [.. read.Select(w => w.Text)];
            }

            addError(field, "It contains no word.");
            return null;
        }

        List<IReadOnlyList<string>> Group(string field, SynonymGroup group)
        {
            if (group.Phrases.Count is < PhrasesMin or > PhrasesMax)
            {
                addError(field, $"A group has {PhrasesMin} to {PhrasesMax} phrases.");
                return [];
            }

            var phrases = new List<IReadOnlyList<string>>();
            foreach (var (i, text) in group.Phrases.Index())
            {
                if (Words($"{field}[{i}]", text) is not { } phrase)
                {
                    continue;
                }

                if (phrase.Count > PhraseWordsMax)
                {
                    addError($"{field}[{i}]", $"A phrase has at most {PhraseWordsMax} words.");
                }
                else if (phrases.Any(other => other.SequenceEqual(phrase)))
                {
                    addError($"{field}[{i}]", "Another phrase of the group has the same words.");
                }
                else
                {
                    phrases.Add(phrase);
                }
            }

            return phrases;
        }

        string? StopWord(string field, string text)
        {
            switch (Words(field, text))
            {
                case null:
                    return null;
                case [var word]:
                    return word;
                default:
                    addError(field, "It is more than one word.");
                    return null;
            }
        }

        void Add(Dictionary<string, PinnedProducts> known, string field, PinnedQuery pin)
        {
            if (Words($"{field}.query", pin.Query) is not { } query)
            {
                return;
            }

            if (SearchText.Read(pin.Query) is { Phrases.Count: > 0 } or { Excluded.Count: > 0 })
            {
                addError($"{field}.query", "A search with quotes, or with words to leave out, has no products of its own.");
                return;
            }

            var hidden = pin.Hidden.ToHashSet();
            var (first, both) = (pin.First.ToHashSet(), pin.First.Index().FirstOrDefault(p => hidden.Contains(p.Item), (-1, default)).Index);
            if (pin.First.Count > ProductsMax || pin.Hidden.Count > ProductsMax)
            {
                addError($"{field}.{(pin.First.Count > ProductsMax ? "first" : "hidden")}", $"There are at most {ProductsMax}.");
            }
            else if (first.Count < pin.First.Count || hidden.Count < pin.Hidden.Count)
            {
                addError($"{field}.{(first.Count < pin.First.Count ? "first" : "hidden")}", "A product is in the list twice.");
            }
            else if (both >= 0)
            {
                addError($"{field}.first[{both}]", "The product is hidden, too.");
            }
            else if (!known.TryAdd(string.Join(' ', query), new(pin.First, hidden)))
            {
                addError($"{field}.query", "Another search has the same words.");
            }
        }
    }
}
