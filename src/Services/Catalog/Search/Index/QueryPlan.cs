using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Cartwright.Catalog;

/// <summary>What a text of a search means in an index: the ways in which products can match each of its words.</summary>
internal sealed class QueryPlan
{
    const int SplitsMax = 3;
    const int SplitPartMin = 3;
    const int CodePrefixMin = 4;

    // Each costs a walk through the dictionary; a person mistypes fewer words of one search.
    const int CorrectionsMax = 4;

    static readonly MatchField[] Fields = Enum.GetValues<MatchField>();

    // Where words are searched that are not written as they were typed: a long description contains too many by chance.
    static readonly MatchField[] NamedFields = [MatchField.Name, MatchField.Brand, MatchField.Category, MatchField.Attribute];

    readonly SearchText _text;
    readonly IndexReader _reader;
    readonly WordReader _words;
    readonly string _code;

    QueryPlan(SearchText text, WordReader words, IndexReader reader)
    {
        (_text, _words, _reader) = (text, words, reader);
        _code = ProductDocument.CodeOf(text.Typed);
    }

    /// <summary>The words to search for, without stop words.</summary>
    public IReadOnlyList<PlannedWord> Words { get; private set; } = [];

    /// <summary>The words as they are compared, with a space between: by these staff pins products. Empty for a search with operators.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Plans a search.</summary>
    public static QueryPlan Of(SearchText text, WordReader words, IndexReader reader, SearchRules rules)
    {
        var plan = new QueryPlan(text, words, reader);
        var all = words.ReadSearch(text.Words).Take(SearchText.WordsMax).ToList();
        plan.Key = text.Phrases.Count == 0 && text.Excluded.Count == 0 ? SearchRules.KeyOf(all) : "";
        // A search for stop words alone searches for them.
        var kept = all.Where(w => !words.StopWords.Contains(w.Text) && !rules.StopWords.Contains(w.Text)).ToList();
        var planned = (kept.Count > 0 ? kept : all).Select(w => new PlannedWord(w, text.Words[w.Start..w.End])).ToList();
        for (var i = 0; i < planned.Count; i++)
        {
            plan.AddSpellings(planned[i], MatchKind.Exact);
            plan.AddPrefix(planned[i], isLast: i == planned.Count - 1);
        }

        plan.AddJoined(planned);
        plan.AddSynonyms(planned, rules);
        foreach (var word in planned.Where(w => !w.CanMatch).Take(CorrectionsMax).ToList())
        {
            plan.AddSplit(word);
            plan.AddTypos(word);
        }

        plan.Words = planned;
        return plan;
    }

    /// <summary>The query of some of the words, with the phrases and the exclusions; null if nothing can match.</summary>
    public Query? ToQuery(IReadOnlyList<PlannedWord> words)
    {
        var text = new BooleanQuery(disableCoord: true);
        foreach (var word in words)
        {
            text.Add(word.ToQuery(), Occur.MUST);
        }

        foreach (var phrase in _text.Phrases.Select(p => Anywhere(_words.ReadSearch(p), scored: true)))
        {
            text.Add(phrase, Occur.MUST);
        }

        Add(text, NameBonuses(words));
        var found = new BooleanQuery(disableCoord: true);
        if (text.Clauses.Any(c => c.IsRequired))
        {
            found.Add(text, Occur.SHOULD);
        }

        Add(found, Codes());
        if (found.Clauses.Count == 0 && _text.Excluded.Count == 0)
        {
            return null;
        }

        var query = new BooleanQuery(disableCoord: true) { { found.Clauses.Count > 0 ? found : new MatchAllDocsQuery { Boost = 0 }, Occur.MUST } };
        foreach (var excluded in _text.Excluded)
        {
            query.Add(Anywhere(_words.ReadSearch(excluded), scored: false), Occur.MUST_NOT);
        }

        return query;
    }

    /// <summary>What the words are found by, for marking them in texts.</summary>
    public MatchedWords Matched(IReadOnlyList<PlannedWord> words)
    {
        var alternatives = words.SelectMany(w => w.Alternatives).ToList();
        var prefix = alternatives.FirstOrDefault(a => a.Kind == MatchKind.Prefix)?.Term;
        return new(
            alternatives.Where(a => a.Kind is not (MatchKind.Stem or MatchKind.Prefix)).SelectMany(a => a.Term.Split(' '))
                .Concat(_text.Phrases.SelectMany(p => _words.ReadSearch(p)).Select(w => w.Text)).ToHashSet(StringComparer.Ordinal),
            alternatives.Where(a => a.Kind == MatchKind.Stem).Select(a => a.Term).ToHashSet(StringComparer.Ordinal),
            prefix);
    }

    /// <summary>The bonuses that a product can have beside its words: each with its name, its query and what it counts.</summary>
    public IEnumerable<(string Name, Query Query, int Weight)> Bonuses(IReadOnlyList<PlannedWord> words) => [.. Codes(), .. NameBonuses(words)];

    static IEnumerable<(string Name, Query Query, int Weight)> NameBonuses(IReadOnlyList<PlannedWord> words)
    {
        if (words.Count > 0)
        {
            yield return ("wholeCategory", new TermQuery(new Term(IndexFields.WholeCategory, ProductDocument.StemsOf(words.Select(w => w.Word)))), Weights.WholeCategory);
            yield return ("wholeName", new TermQuery(new Term(IndexFields.WholeName, string.Join(' ', words.Select(w => w.Word.Text)))), Weights.WholeName);
        }

        if (words.Count > 1)
        {
            yield return ("phrase", Phrase(MatchField.Name, words.Select(w => w.Corrected ?? w.Word.Text)), Weights.Phrase);
        }
    }

    // A part number is found whatever its separators are, and by its beginning.
    IEnumerable<(string Name, Query Query, int Weight)> Codes()
    {
        var code = new Term(IndexFields.Code, _code);
        if (_code.Length > 0 && _reader.DocFreq(code) > 0)
        {
            yield return ("code", new TermQuery(code), Weights.Code);
        }

        if (_code.Length >= CodePrefixMin && _code.Any(char.IsAsciiDigit))
        {
            yield return ("codePrefix", new PrefixQuery(code), Weights.Of(MatchField.Name, MatchKind.Prefix));
        }
    }

    static void Add(BooleanQuery query, IEnumerable<(string Name, Query Query, int Weight)> bonuses)
    {
        foreach (var (_, bonus, weight) in bonuses)
        {
            query.Add(new ConstantScoreQuery(bonus) { Boost = weight }, Occur.SHOULD);
        }
    }

    void AddSpellings(PlannedWord planned, MatchKind kind) => AddSpellings(planned, planned.Word, kind);

    // As it is written, and by its stems.
    void AddSpellings(PlannedWord planned, Word word, MatchKind kind)
    {
        foreach (var field in Fields)
        {
            AddTerm(planned, IndexFields.Words(field), word.Text, field, kind);
            foreach (var stem in word.Stems)
            {
                AddTerm(planned, IndexFields.Stems(field), stem, field, kind == MatchKind.Exact ? MatchKind.Stem : kind);
            }
        }
    }

    void AddPrefix(PlannedWord planned, bool isLast)
    {
        if (isLast && _text.IsUnfinished && planned.Word.Text.Length is >= ProductDocument.PrefixMin and <= ProductDocument.PrefixMax)
        {
            foreach (var field in NamedFields)
            {
                AddTerm(planned, IndexFields.Prefixes(field), planned.Word.Text, field, MatchKind.Prefix);
            }
        }
    }

    // "head phones" finds "headphones".
    void AddJoined(List<PlannedWord> planned)
    {
        for (var i = 0; i + 1 < planned.Count; i++)
        {
            if (_words.ReadSearch(planned[i].Word.Text + planned[i + 1].Word.Text) is [var joined])
            {
                AddSpellings(planned[i], joined, MatchKind.Synonym);
                AddSpellings(planned[i + 1], joined, MatchKind.Synonym);
            }
        }
    }

    // "headphonecase" finds "headphone case".
    void AddSplit(PlannedWord planned)
    {
        var word = planned.Word.Text;
        var splits = 0;
        for (var at = SplitPartMin; at <= word.Length - SplitPartMin && splits < SplitsMax && !planned.Word.HasDigits; at++)
        {
            if (IsKnown(word[..at]) && IsKnown(word[at..]))
            {
                splits++;
                AddPhrase(planned, [word[..at], word[at..]]);
            }
        }
    }

    void AddSynonyms(List<PlannedWord> planned, SearchRules rules)
    {
        for (var i = 0; i < planned.Count; i++)
        {
            foreach (var (phrase, others) in rules.SynonymsFrom(planned[i].Word.Text))
            {
                if (phrase.SequenceEqual(planned.Skip(i).Take(phrase.Count).Select(p => p.Word.Text)))
                {
                    AddSynonyms(planned.GetRange(i, phrase.Count), others);
                }
            }
        }
    }

    void AddSynonyms(List<PlannedWord> planned, IEnumerable<IReadOnlyList<string>> synonyms)
    {
        foreach (var synonym in synonyms)
        {
            foreach (var word in planned)
            {
                if (synonym.Count == 1 && _words.ReadSearch(synonym[0]) is [var one])
                {
                    AddSpellings(word, one, MatchKind.Synonym);
                }
                else
                {
                    AddPhrase(word, synonym);
                }
            }
        }
    }

    void AddTypos(PlannedWord planned)
    {
        if (planned.CanMatch)
        {
            return;
        }

        var nearest = Typos.Find(_reader, planned.Word);
        // A customer reads a whole word, not a stem.
        planned.Corrected = nearest.FirstOrDefault(word => Fields.Any(field => _reader.DocFreq(new Term(IndexFields.Words(field), word)) > 0))
            ?? (nearest.Count > 0 ? nearest[0] : null);
        foreach (var word in nearest)
        {
            // The correct spelling finds the other forms of its word as well: "mugs" finds "mug".
            if (_words.ReadSearch(word) is [var one])
            {
                AddSpellings(planned, one, MatchKind.Typo);
            }

            foreach (var field in Fields)
            {
                AddTerm(planned, IndexFields.Words(field), word, field, MatchKind.Typo);
                AddTerm(planned, IndexFields.Stems(field), word, field, MatchKind.Typo);
            }
        }
    }

    void AddTerm(PlannedWord planned, string indexField, string text, MatchField field, MatchKind kind)
    {
        var term = new Term(indexField, text);
        if (_reader.DocFreq(term) > 0)
        {
            planned.Alternatives.Add(new(new TermQuery(term), Weights.Of(field, kind), field, kind, text));
        }
    }

    void AddPhrase(PlannedWord planned, IReadOnlyList<string> words)
    {
        foreach (var field in NamedFields.Where(field => words.All(word => _reader.DocFreq(new Term(IndexFields.Words(field), word)) > 0)))
        {
            planned.Alternatives.Add(new(
                Phrase(field, words), Weights.Of(field, MatchKind.Synonym), field, MatchKind.Synonym, string.Join(' ', words)));
        }
    }

    bool IsKnown(string word) => _reader.DocFreq(new Term(IndexFields.Dictionary, word)) > 0;

    static Query Phrase(MatchField field, IEnumerable<string> words)
    {
        var phrase = new PhraseQuery();
        foreach (var word in words)
        {
            phrase.Add(new Term(IndexFields.Words(field), word));
        }

        return phrase;
    }

    // A phrase in any part of a product.
    static Query Anywhere(IReadOnlyList<Word> phrase, bool scored)
    {
        var anywhere = new DisjunctionMaxQuery(0);
        foreach (var field in Fields)
        {
            anywhere.Add(new ConstantScoreQuery(Phrase(field, phrase.Select(w => w.Text))) { Boost = scored ? Weights.Of(field, MatchKind.Exact) * phrase.Count : 0 });
        }

        return anywhere;
    }
}
