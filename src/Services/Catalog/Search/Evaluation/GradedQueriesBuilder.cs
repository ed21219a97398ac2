namespace Cartwright.Catalog.Evaluation;

/// <summary>Puts queries and their grades together.</summary>
/// <param name="isInCatalog">Whether the catalog has a product.</param>
internal sealed class GradedQueriesBuilder(Func<string, bool> isInCatalog)
{
    readonly OrderedDictionary<string, GradedQuery> queries = [];
    readonly Dictionary<string, Dictionary<string, int>> grades = [];
    readonly HashSet<string> withoutCatalog = [];
    int leftOut;

    public bool Has(string id) => queries.ContainsKey(id);

    /// <summary>The half of the next query where the file does not say it: they alternate.</summary>
    public QueryHalf NextHalf => queries.Count % 2 == 0 ? QueryHalf.Tune : QueryHalf.Report;

    public void AddQuery(CsvRow row, string id, string text, string kind, QueryHalf half)
    {
        if (id.Length == 0 || string.IsNullOrWhiteSpace(text))
        {
            throw row.Error("A query needs an id and a text.");
        }

        var own = new Dictionary<string, int>();
        if (!queries.TryAdd(id, new(id, text, kind, half, own)))
        {
            throw row.Error($"The query {id} is listed twice.");
        }

        grades.Add(id, own);
    }

    /// <summary>Adds a judgement. Of several about the same product the highest counts: published sets have a few.</summary>
    public void AddGrade(CsvRow row, string id, string sku, int grade)
    {
        if (!grades.TryGetValue(id, out var own))
        {
            throw row.Error($"There is no query {id}.");
        }

        if (!isInCatalog(sku))
        {
            leftOut++;
            withoutCatalog.Add(id);
        }
        else if (grade > own.GetValueOrDefault(sku))
        {
            own[sku] = grade;
        }
    }

    /// <summary>The queries. One whose relevant products are all missing from the catalog says nothing, so it is left out.</summary>
    public GradedQueries Build() => new([.. queries.Values.Where(query => query.IsAnswerable || !withoutCatalog.Contains(query.Id))], leftOut);
}
