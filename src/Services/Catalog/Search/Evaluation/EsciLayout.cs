namespace Cartwright.Catalog.Evaluation;

/// <summary>
/// The layout of the Shopping Queries Data Set, known as ESCI (Reddy et al., Shopping Queries Dataset: A Large-Scale ESCI Benchmark for Improving Product
/// Search, 2022), exported from Parquet to comma- or tab-separated values: one file of products, and one of examples, which has queries and judgements.
/// A product occurs once per locale, so an evaluation covers one.
/// </summary>
/// <param name="locale">Which rows to read: us, es or jp.</param>
public sealed class EsciLayout(string locale) : IRelevanceLayout
{
    /// <inheritdoc/>
    public IEnumerable<SearchedProduct> ReadProducts(RelevanceFile products)
    {
        var ids = new HashSet<string>();
        var rows = CsvRows.Read(
            products, separator: null, ["product_id", "product_title", "product_locale"],
            ["product_description", "product_bullet_point", "product_brand", "product_color"]);
        foreach (var row in rows.Where(row => row[2] == locale))
        {
            if (row[0].Length == 0 || !ids.Add(row[0]))
            {
                throw row.Error($"The product '{row[0]}' has no id or is listed twice.");
            }

            yield return new(
                row[0], row[1], $"{row[3]}\n{row[4]}".Trim(), CategoryPath: [], Brand: row[5].Length == 0 ? null : row[5], Price: 0, Currency: "USD",
                Tags: [], Attributes: row[6].Length == 0 ? [] : [KeyValuePair.Create("color", row[6])], InStock: true, VariantSkus: []);
        }
    }

    /// <inheritdoc/>
    public GradedQueries ReadQueries(RelevanceFile? queries, RelevanceFile judgements, Func<string, bool> isInCatalog)
    {
        var builder = new GradedQueriesBuilder(isInCatalog);
        var rows = CsvRows.Read(judgements, separator: null, ["query_id", "query", "product_id", "product_locale", "esci_label"], ["split"]);
        foreach (var row in rows.Where(row => row[3] == locale))
        {
            if (!builder.Has(row[0]))
            {
                var half = row[5] switch
                {
                    "train" => QueryHalf.Tune,
                    "test" => QueryHalf.Report,
                    "" => builder.NextHalf,
                    _ => throw row.Error("The split is train or test."),
                };
                builder.AddQuery(row, row[0], row[1], "any", half);
            }

            builder.AddGrade(row, row[0], row[2], row[4] switch
            {
                "E" => 3,
                "S" => 2,
                "C" => 1,
                "I" => 0,
                _ => throw row.Error("The label is E, S, C or I."),
            });
        }

        return builder.Build();
    }
}
