using Lucene.Net.Analysis.Cjk;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Tartarus.Snowball;
using Lucene.Net.Util;

namespace Cartwright.Catalog;

/// <summary>
/// Divides texts into words by the rules of Unicode (UAX #29) and finds their stems. Scripts without spaces between words (Chinese, Japanese, Korean) are divided into
/// pairs of letters, so that a word inside a run is found.
/// </summary>
internal sealed class WordReader : IDisposable
{
    // Longer ones are divided.
    const int WordLengthMax = 64;

    // Of each thread: some two megabytes.
    const int KnownMax = 10_000;

    const char Apostrophe = '\'';
    const char TypographicApostrophe = '\u2019';

    readonly ThreadLocal<Pipeline> _written;
    readonly ThreadLocal<Pipeline> _searched;

    /// <param name="languages">The languages of the texts; at least one.</param>
    public WordReader(IReadOnlyList<SearchLanguage> languages)
    {
        // Single letters are searched too, so they are indexed beside the pairs.
        _written = new(() => new Pipeline(languages, withSingleLetters: true), trackAllValues: true);
        _searched = new(() => new Pipeline(languages, withSingleLetters: false), trackAllValues: true);
        StopWords = languages.SelectMany(l => l.StopWords).Select(Folding.Fold).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Words without a meaning of their own in the languages, folded.</summary>
    public IReadOnlySet<string> StopWords { get; }

    /// <summary>The words of a text of a product.</summary>
    public IReadOnlyList<Word> Read(string text) => _written.Value!.Read(text);

    /// <summary>The words of a text that is searched for.</summary>
    public IReadOnlyList<Word> ReadSearch(string text) => _searched.Value!.Read(text);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var pipeline in _written.Values.Concat(_searched.Values))
        {
            pipeline.Dispose();
        }

        _written.Dispose();
        _searched.Dispose();
    }

    sealed class Pipeline : IDisposable
    {
        readonly StandardTokenizer _tokenizer;
        readonly CJKBigramFilter _end;
        readonly ICharTermAttribute _term;
        readonly IOffsetAttribute _offsets;
        readonly SnowballProgram[] _stemmers;

        // Finding a stem costs more than everything else, and the same words come again and again.
        readonly Dictionary<string, (string Folded, IReadOnlyList<string> Stems)> _known = new(StringComparer.Ordinal);

        public Pipeline(IReadOnlyList<SearchLanguage> languages, bool withSingleLetters)
        {
            const CJKScript Scripts = CJKScript.HAN | CJKScript.HIRAGANA | CJKScript.KATAKANA | CJKScript.HANGUL;
            _tokenizer = new StandardTokenizer(LuceneVersion.LUCENE_48, TextReader.Null) { MaxTokenLength = WordLengthMax };
            _end = new CJKBigramFilter(new LowerCaseFilter(LuceneVersion.LUCENE_48, new CJKWidthFilter(_tokenizer)), Scripts, withSingleLetters);
            _term = _end.GetAttribute<ICharTermAttribute>();
            _offsets = _end.GetAttribute<IOffsetAttribute>();
            _stemmers = [.. languages.Select(l => l.CreateStemmer())];
        }

        // Ends the tokenizer too.
        public void Dispose() => _end.Dispose();

        public List<Word> Read(string text)
        {
            var words = new List<Word>();
            _tokenizer.SetReader(new StringReader(text));
            _end.Reset();
            while (_end.IncrementToken())
            {
                var lower = WithoutPossessive(_term.ToString().Replace(TypographicApostrophe, Apostrophe));
                var (folded, stems) = FormsOf(lower);
                words.Add(new(folded, stems, _offsets.StartOffset, _offsets.EndOffset));
            }

            _end.End();
            _end.Dispose();
            return words;
        }

        // "men's" is found with "mens" and "men".
        static string WithoutPossessive(string word) =>
            word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word.Replace("'", "", StringComparison.Ordinal);

        (string Folded, IReadOnlyList<string> Stems) FormsOf(string lower)
        {
            if (!_known.TryGetValue(lower, out var forms))
            {
                if (_known.Count == KnownMax)
                {
                    _known.Clear();
                }

                var folded = Folding.Fold(lower);
                forms = _known[lower] = (folded, StemsOf(lower, folded));
            }

            return forms;
        }

        // Stems are found by the letters as they are written, and then folded.
        List<string> StemsOf(string lower, string folded)
        {
            var stems = new List<string>(_stemmers.Length);
            if (folded.Any(char.IsAsciiDigit))
            {
                return stems;
            }

            foreach (var stemmer in _stemmers)
            {
                stemmer.SetCurrent(lower);
                stemmer.Stem();
                var stem = Folding.Fold(stemmer.Current);
                if (!stems.Contains(stem))
                {
                    stems.Add(stem);
                }
            }

            return stems;
        }
    }
}
