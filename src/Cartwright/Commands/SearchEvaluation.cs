using System.Globalization;
using Cartwright.Catalog.Evaluation;

namespace Cartwright.Commands;

/// <summary>Evaluates a search engine and prints the figures.</summary>
/// <param name="createEngine">Creates an engine without products.</param>
/// <param name="output">Where the figures go.</param>
internal sealed class SearchEvaluation(Func<ISearchEngine> createEngine, TextWriter output)
{
    const string All = "all";

    // Of one edit and of two.
    static readonly double[] TypoTargets = [0.95, 0.85];

    readonly Dictionary<string, string> names = [];
    readonly HashSet<string> soldOut = [];

    /// <summary>Asks an engine the queries of some halves.</summary>
    /// <param name="set">Products and queries.</param>
    /// <param name="halves">The halves, in the order in which they are printed.</param>
    /// <param name="worst">How many of the worst queries to print.</param>
    /// <param name="typoSeed">Decides how queries are mistyped.</param>
    /// <param name="cancellationToken">Stops between two queries.</param>
    public void Run(RelevanceSet set, IReadOnlyList<QueryHalf> halves, int worst, int typoSeed, CancellationToken cancellationToken)
    {
        using var engine = createEngine();
        engine.Add(set.Products.Select(Noted));
        var graded = set.ReadQueries(names.ContainsKey);
        if (graded.LeftOut > 0)
        {
            output.WriteLine($"Judgements left out, because the catalog does not have their products: {graded.LeftOut}");
        }

        var outcomes = RelevanceEvaluation.Run(engine, graded.Queries.Where(query => halves.Contains(query.Half)), soldOut.Contains, cancellationToken);
        output.WriteLine($"Products: {names.Count}, sold out: {soldOut.Count}, queries: {outcomes.Count}");
        WriteTable(outcomes, halves);
        WriteTypos(engine, outcomes, typoSeed, cancellationToken);
        foreach (var outcome in outcomes.OrderBy(outcome => outcome.Score).Take(worst))
        {
            WriteOutcome(outcome);
        }
    }

    // A large catalog is never in memory as a whole: only names and what is sold out stay.
    SearchedProduct Noted(SearchedProduct product)
    {
        names.Add(product.Sku, product.Name);
        if (!product.InStock)
        {
            soldOut.Add(product.Sku);
        }

        return product;
    }

    void WriteTable(IReadOnlyList<QueryOutcome> outcomes, IReadOnlyList<QueryHalf> halves)
    {
        var width = outcomes.Select(outcome => outcome.Query.Kind.Length).Append("kind".Length).Max();
        output.WriteLine($"{"half",-6}  {"kind".PadRight(width)}  {"queries",7}  {"nDCG@10",7}  {"zero results",12}  {"sold out on top",15}  {"false results",13}");
        foreach (var half in halves)
        {
            QueryOutcome[] ofHalf = [.. outcomes.Where(outcome => outcome.Query.Half == half)];
            foreach (var ofKind in ofHalf.GroupBy(outcome => outcome.Query.Kind))
            {
                WriteRow(half, ofKind.Key, RelevanceSummary.Of(ofKind));
            }

            WriteRow(half, All, RelevanceSummary.Of(ofHalf));
        }

        void WriteRow(QueryHalf half, string kind, RelevanceSummary summary) => output.WriteLine(
            $"{half.ToString().ToLowerInvariant(),-6}  {kind.PadRight(width)}  {summary.Queries,7}  {Figure(summary.Ndcg, "0.000"),7}  "
            + $"{Figure(summary.ZeroResults, "0.0 %"),12}  {Figure(summary.SoldOutOnTop, "0.0 %"),15}  {Figure(summary.FalseResults, "0.0 %"),13}");
    }

    // Queries that are mistyped or unfinished already, and those that mean nothing, have no correct spelling to compare with.
    void WriteTypos(ISearchEngine engine, IReadOnlyList<QueryOutcome> outcomes, int seed, CancellationToken cancellationToken)
    {
        string[] texts =
        [
            .. outcomes.Select(outcome => outcome.Query)
                .Where(query => query.IsAnswerable && query.Kind != "prefix" && !query.Kind.StartsWith("typo", StringComparison.Ordinal)).Select(query => query.Text),
        ];
        output.WriteLine($"\nTypos, seed {seed.ToString(CultureInfo.InvariantCulture)}: the share of the ten best results of the correct spelling that remains");
        output.WriteLine($"{"edits",-6}  {"queries",7}  {"kept",7}  {"target",7}");
        for (var edits = 1; edits <= TypoEvaluation.EditsMax; edits++)
        {
            var summary = TypoEvaluation.Run(engine, texts, edits, seed, cancellationToken);
            output.WriteLine($"{edits,-6}  {summary.Queries,7}  {Figure(summary.Kept, "0.0 %"),7}  {Figure(TypoTargets[edits - 1], "0 %"),7}");
        }
    }

    void WriteOutcome(QueryOutcome outcome)
    {
        var query = outcome.Query;
        output.WriteLine($"\n{query.Id} \"{query.Text}\" ({query.Kind}, {query.Half.ToString().ToLowerInvariant()}): nDCG@10 {Figure(outcome.Ndcg, "0.000")}");
        WriteProducts("found", outcome.Found, query);
        WriteProducts("expected", query.Grades.OrderByDescending(graded => graded.Value).Take(RelevanceEvaluation.Depth).Select(graded => graded.Key), query);
    }

    void WriteProducts(string title, IEnumerable<string> skus, GradedQuery query)
    {
        string[] lines =
            [.. skus.Select(sku => $"{query.GradeOf(sku)}  {sku}  {names.GetValueOrDefault(sku)}{(soldOut.Contains(sku) ? " (sold out)" : "")}").DefaultIfEmpty("nothing")];
        foreach (var (index, line) in lines.Index())
        {
            output.WriteLine($"  {(index == 0 ? title : ""),-8}  {line}");
        }
    }

    static string Figure(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
