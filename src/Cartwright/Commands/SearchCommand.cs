using System.CommandLine;
using Cartwright.Catalog.Evaluation;
using Cartwright.Demo;
using Cartwright.Demo.Search;

namespace Cartwright.Commands;

/// <summary><c>cartwright search evaluate</c>: measures how relevant the results of the product search are.</summary>
internal static class SearchCommand
{
    const int WorstMax = 1000;
    const int TypoSeed = 1;
    static readonly Dictionary<string, QueryHalf> Halves = new() { ["tune"] = QueryHalf.Tune, ["report"] = QueryHalf.Report };

    /// <summary>Creates the command.</summary>
    /// <param name="createEngine">Creates an engine without products.</param>
    public static Command Create(Func<ISearchEngine> createEngine)
    {
        var products = File("--products", "The catalog to search in. Default: the demo shop.");
        var queries = File("--queries", "The queries.");
        var judgements = File("--judgements", "The grades of products for queries.");
        var format = new Option<string>("--format") { Description = "The layout of the files.", DefaultValueFactory = _ => "cartwright" };
        format.AcceptOnlyFromAmong("cartwright", "wands", "esci");
        var locale = new Option<string>("--locale") { Description = "Which products and queries of ESCI to take: us, es or jp.", DefaultValueFactory = _ => "us" };
        locale.AcceptOnlyFromAmong("us", "es", "jp");
        var half = new Option<string?>("--half") { Description = "Which queries to ask: those to tune on, or those that only report. Default: both." };
        half.AcceptOnlyFromAmong([.. Halves.Keys]);
        var worst = new Option<int>("--worst") { Description = "How many of the worst queries to list, with what was found and expected." };
        worst.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > WorstMax)
            {
                result.AddError($"--worst is 0 to {WorstMax}.");
            }
        });

        var typoSeed = new Option<int>("--typo-seed") { Description = "Other seeds mistype the queries in other ways.", DefaultValueFactory = _ => TypoSeed };

        var evaluate = new Command("evaluate", "Measure the relevance of the product search on graded queries, and what typos leave of its results.")
        {
            products, queries, judgements, format, locale, half, worst, typoSeed,
        };
        evaluate.Validators.Add(result =>
        {
            var given = (result.GetValue(products), result.GetValue(queries), result.GetValue(judgements));
            var problem = (result.GetValue(format), given) switch
            {
                ("esci", (not null, null, not null)) => null,
                ("esci", _) => "ESCI has two files: name them with --products and --judgements.",
                (_, (not null, not null, not null)) => null,
                (not "wands", (null, null, null)) => null,
                _ => "Name all three files: --products, --queries and --judgements.",
            };
            if (problem is not null)
            {
                result.AddError(problem);
            }
        });
        evaluate.SetAction((parsed, cancellationToken) =>
        {
            var set = parsed.GetValue(products) is { } catalog
                ? FromFiles(LayoutOf(parsed.GetValue(format)!, parsed.GetValue(locale)!), catalog, parsed.GetValue(queries), parsed.GetValue(judgements)!)
                : Demo();
            var halves = parsed.GetValue(half) is { } name ? [Halves[name]] : Halves.Values.ToArray();
            new SearchEvaluation(createEngine, parsed.InvocationConfiguration.Output).Run(
                set, halves, parsed.GetValue(worst), parsed.GetValue(typoSeed), cancellationToken);
            return Task.FromResult(0);
        });
        return new Command("search", "Look after the product search.") { evaluate };
    }

    static Option<FileInfo?> File(string name, string description)
    {
        var option = new Option<FileInfo?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<FileInfo?>() is { Exists: false } file)
            {
                result.AddError($"There is no file {file}.");
            }
        });
        return option;
    }

    static IRelevanceLayout LayoutOf(string format, string locale) => format switch
    {
        "wands" => new WandsLayout(),
        "esci" => new EsciLayout(locale),
        _ => new CartwrightLayout(),
    };

    static RelevanceSet FromFiles(IRelevanceLayout layout, FileInfo products, FileInfo? queries, FileInfo judgements) => new(
        layout.ReadProducts(RelevanceFile.At(products)),
        isInCatalog => layout.ReadQueries(queries is null ? null : RelevanceFile.At(queries), RelevanceFile.At(judgements), isInCatalog));

    /// <summary>The set that the program brings along.</summary>
    internal static RelevanceSet Demo() => new(
        DemoSearchProducts.Of(DemoCatalog.Create()),
        isInCatalog => new CartwrightLayout().ReadQueries(
            new("queries.csv", DemoJudgements.OpenQueries), new("judgements.csv", DemoJudgements.OpenJudgements), isInCatalog));
}

/// <summary>What an evaluation reads: first the products, then the queries, whose judgements may name only some of them.</summary>
internal sealed record RelevanceSet(IEnumerable<SearchedProduct> Products, Func<Func<string, bool>, GradedQueries> ReadQueries);
