using Cartwright.Platform.Data;

namespace Cartwright.Catalog.Feeds;

/// <summary>The problems of a run, and what a dry run would change: the first ones are kept, the others are counted.</summary>
internal static class RunFindings
{
    /// <summary>How many problems, and how many differences, of a run are kept.</summary>
    public const int KeptMax = 10_000;

    /// <summary>Saves problems.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="runId">The run.</param>
    /// <param name="known">How many the run has.</param>
    /// <param name="problems">The problems.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task AddAsync(UnitOfWork work, Guid runId, int known, IReadOnlyList<FeedProblem> problems, CancellationToken cancellationToken)
    {
        var kept = problems.Take(Math.Max(0, KeptMax - known)).ToList();
        if (kept.Count > 0)
        {
            await work.ExecuteAsync(
                """
                insert into feed_problems (run_id, line, number, field, value, reason)
                select @runId, i.* from unnest(@lines, @numbers, @fields::text[], @values::text[], @reasons) as i
                on conflict do nothing
                """,
                new
                {
                    runId,
                    lines = kept.Select(p => p.Line).ToArray(),
                    numbers = Numbers(kept.Select(p => p.Line)),
                    fields = kept.Select(p => p.Field).ToArray(),
                    values = kept.Select(p => p.Value).ToArray(),
                    reasons = kept.Select(p => p.Reason).ToArray(),
                },
                cancellationToken);
        }
    }

    /// <summary>Saves what changed products would change.</summary>
    /// <returns>How many differences there are.</returns>
    public static async Task<int> AddDifferencesAsync(
        UnitOfWork work, Guid runId, int known, IReadOnlyList<PlannedProduct> changed, CancellationToken cancellationToken)
    {
        var all = changed.SelectMany(Differences).ToList();
        var kept = all.Take(Math.Max(0, KeptMax - known)).ToList();
        if (kept.Count > 0)
        {
            await work.ExecuteAsync(
                """
                insert into feed_differences (run_id, line, number, sku, kind, field, before, after)
                select @runId, i.* from unnest(@lines, @numbers, @skus, @kinds, @fields::text[], @befores::text[], @afters::text[]) as i
                """,
                new
                {
                    runId,
                    lines = kept.Select(d => d.Line).ToArray(),
                    numbers = Numbers(kept.Select(d => d.Line)),
                    skus = kept.Select(d => d.Sku).ToArray(),
                    kinds = kept.Select(d => d.Kind).ToArray(),
                    fields = kept.Select(d => d.Field).ToArray(),
                    befores = kept.Select(d => d.Before).ToArray(),
                    afters = kept.Select(d => d.After).ToArray(),
                },
                cancellationToken);
        }

        return all.Count;
    }

    static IEnumerable<(int Line, string Sku, string Kind, string? Field, string? Before, string? After)> Differences(PlannedProduct product) => product.Current is null
        ? product.Draft.Variants.Select(v => (product.Line, v.Sku, "created", (string?)"name", (string?)null, (string?)Shortened.Of(product.Draft.Name)))
        : product.Current.DifferencesTo(product.Draft).Select(d =>
            (product.Line, product.Draft.Variants[0].Sku, "updated", (string?)d.Field, (string?)Shortened.Of(d.Before), (string?)Shortened.Of(d.After)));

    static int[] Numbers(IEnumerable<int> lines)
    {
        var counts = new Dictionary<int, int>();
        return [.. lines.Select(line => counts[line] = counts.GetValueOrDefault(line) + 1)];
    }
}
