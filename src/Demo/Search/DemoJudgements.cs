namespace Cartwright.Demo.Search;

/// <summary>Searches that customers could type into the demo shop, and a grade of 0 to 3 for each product that is relevant to one.</summary>
internal static class DemoJudgements
{
    /// <summary>The queries as CSV: <c>id,query,kind,half</c>.</summary>
    public static Stream OpenQueries() => Open("queries.csv");

    /// <summary>The grades as CSV: <c>queryId,sku,grade</c>. A product that is not listed has the grade 0.</summary>
    public static Stream OpenJudgements() => Open("judgements.csv");

    static Stream Open(string file) => typeof(DemoJudgements).Assembly.GetManifestResourceStream($"Cartwright.Demo.Search.{file}")
        ?? throw new InvalidOperationException($"{file} is not embedded.");
}
