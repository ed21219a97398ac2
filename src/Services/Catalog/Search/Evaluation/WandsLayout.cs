namespace Cartwright.Catalog.Evaluation;

/// <summary>
/// The layout of WANDS, the Wayfair Annotation Dataset (Chen et al., WANDS: Dataset for Product Search Relevance Assessment, ECIR 2022):
/// <c>product.csv</c>, <c>query.csv</c> and <c>label.csv</c>, separated by tabs.
/// </summary>
public sealed class WandsLayout : IRelevanceLayout
{
    const char Tab = '\t';

    /// <inheritdoc/>
    public IEnumerable<SearchedProduct> ReadProducts(RelevanceFile products)
    {
        var ids = new HashSet<string>();
        var rows = CsvRows.Read(
            products, Tab, ["product_id", "product_name"], ["product_description", "category_hierarchy", "product_class", "product_features"]);
        foreach (var row in rows)
        {
            if (row[0].Length == 0 || !ids.Add(row[0]))
            {
                throw row.Error($"The product '{row[0]}' has no id or is listed twice.");
            }

            var path = row[3].Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            yield return new(
                row[0], row[1], row[2], path.Length > 0 || row[4].Length == 0 ? path : [row[4]], Brand: null, Price: 0, Currency: "USD",
                Tags: [], Attributes: FeaturesOf(row[5]), InStock: true, VariantSkus: []);
        }
    }

    /// <inheritdoc/>
    public GradedQueries ReadQueries(RelevanceFile? queries, RelevanceFile judgements, Func<string, bool> isInCatalog)
    {
        ArgumentNullException.ThrowIfNull(queries);
        var builder = new GradedQueriesBuilder(isInCatalog);
        foreach (var row in CsvRows.Read(queries, Tab, ["query_id", "query"], []))
        {
            builder.AddQuery(row, row[0], row[1], "any", builder.NextHalf);
        }

        foreach (var row in CsvRows.Read(judgements, Tab, ["query_id", "product_id", "label"], []))
        {
            builder.AddGrade(row, row[0], row[1], row[2] switch
            {
                "Exact" => 3,
                "Partial" => 1,
                "Irrelevant" => 0,
                _ => throw row.Error("The label is Exact, Partial or Irrelevant."),
            });
        }

        return builder.Build();
    }

    // "material:wood|color : oak": a feature without a colon is a line of a description that was cut in two.
    static KeyValuePair<string, string>[] FeaturesOf(string text) =>
    [
        .. from feature in text.Split('|')
           let colon = feature.IndexOf(':', StringComparison.Ordinal)
           where colon > 0
           select KeyValuePair.Create(feature[..colon].Trim(), feature[(colon + 1)..].Trim()),
    ];
}
