using System.Collections.Frozen;
using Lucene.Net.Analysis.Ca;
using Lucene.Net.Analysis.Da;
using Lucene.Net.Analysis.De;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Es;
using Lucene.Net.Analysis.Eu;
using Lucene.Net.Analysis.Fi;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.Ga;
using Lucene.Net.Analysis.Hu;
using Lucene.Net.Analysis.Hy;
using Lucene.Net.Analysis.It;
using Lucene.Net.Analysis.Nl;
using Lucene.Net.Analysis.No;
using Lucene.Net.Analysis.Pt;
using Lucene.Net.Analysis.Ro;
using Lucene.Net.Analysis.Ru;
using Lucene.Net.Analysis.Sv;
using Lucene.Net.Analysis.Tr;
using Lucene.Net.Tartarus.Snowball;
using Snowball = Lucene.Net.Tartarus.Snowball.Ext;

namespace Cartwright.Catalog;

/// <summary>A language whose words the search reduces to stems, by the algorithms of the Snowball project.</summary>
/// <param name="Code">ISO 639-1.</param>
/// <param name="CreateStemmer">Creates a stemmer, which one thread may use at a time.</param>
/// <param name="StopWords">Words without a meaning of their own.</param>
internal sealed record SearchLanguage(string Code, Func<SnowballProgram> CreateStemmer, IReadOnlySet<string> StopWords)
{
    static readonly FrozenDictionary<string, Func<SearchLanguage>> All = new Dictionary<string, Func<SearchLanguage>>
    {
        ["ca"] = () => Of("ca", () => new Snowball.CatalanStemmer(), CatalanAnalyzer.DefaultStopSet),
        ["da"] = () => Of("da", () => new Snowball.DanishStemmer(), DanishAnalyzer.DefaultStopSet),
        ["de"] = () => Of("de", () => new Snowball.German2Stemmer(), GermanAnalyzer.DefaultStopSet),
        ["en"] = () => Of("en", () => new Snowball.EnglishStemmer(), EnglishAnalyzer.DefaultStopSet),
        ["es"] = () => Of("es", () => new Snowball.SpanishStemmer(), SpanishAnalyzer.DefaultStopSet),
        ["eu"] = () => Of("eu", () => new Snowball.BasqueStemmer(), BasqueAnalyzer.DefaultStopSet),
        ["fi"] = () => Of("fi", () => new Snowball.FinnishStemmer(), FinnishAnalyzer.DefaultStopSet),
        ["fr"] = () => Of("fr", () => new Snowball.FrenchStemmer(), FrenchAnalyzer.DefaultStopSet),
        ["ga"] = () => Of("ga", () => new Snowball.IrishStemmer(), IrishAnalyzer.DefaultStopSet),
        ["hu"] = () => Of("hu", () => new Snowball.HungarianStemmer(), HungarianAnalyzer.DefaultStopSet),
        ["hy"] = () => Of("hy", () => new Snowball.ArmenianStemmer(), ArmenianAnalyzer.DefaultStopSet),
        ["it"] = () => Of("it", () => new Snowball.ItalianStemmer(), ItalianAnalyzer.DefaultStopSet),
        ["nl"] = () => Of("nl", () => new Snowball.DutchStemmer(), DutchAnalyzer.DefaultStopSet),
        ["no"] = () => Of("no", () => new Snowball.NorwegianStemmer(), NorwegianAnalyzer.DefaultStopSet),
        ["pt"] = () => Of("pt", () => new Snowball.PortugueseStemmer(), PortugueseAnalyzer.DefaultStopSet),
        ["ro"] = () => Of("ro", () => new Snowball.RomanianStemmer(), RomanianAnalyzer.DefaultStopSet),
        ["ru"] = () => Of("ru", () => new Snowball.RussianStemmer(), RussianAnalyzer.DefaultStopSet),
        ["sv"] = () => Of("sv", () => new Snowball.SwedishStemmer(), SwedishAnalyzer.DefaultStopSet),
        ["tr"] = () => Of("tr", () => new Snowball.TurkishStemmer(), TurkishAnalyzer.DefaultStopSet),
    }.ToFrozenDictionary();

    /// <summary>The codes of all languages, in order.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. All.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The language of a code; null if there is no stemmer for it.</summary>
    public static SearchLanguage? Find(string code) => All.GetValueOrDefault(code)?.Invoke();

    static SearchLanguage Of(string code, Func<SnowballProgram> stemmer, IEnumerable<string> stopWords) =>
        new(code, stemmer, stopWords.ToFrozenSet(StringComparer.Ordinal));
}
