using System.Globalization;
using System.Text.Json;

namespace Cartwright.Catalog.Evaluation;

/// <summary>Cartwright's own layout: three files of comma-separated values, which <c>docs/search.md</c> describes.</summary>
public sealed class CartwrightLayout : IRelevanceLayout
{
    const string CategorySeparator = " > ";
    const char ListSeparator = '|';

    /// <inheritdoc/>
    public IEnumerable<SearchedProduct> ReadProducts(RelevanceFile products)
    {
        var skus = new HashSet<string>();
        var rows = CsvRows.Read(
            products, ',', ["sku", "name"], ["description", "category", "brand", "price", "currency", "tags", "attributes", "inStock", "variantSkus"]);
        foreach (var row in rows)
        {
            if (row[0].Length == 0 || row[1].Length == 0)
            {
                throw row.Error("A product needs a SKU and a name.");
            }

            if (!skus.Add(row[0]))
            {
                throw row.Error($"The product {row[0]} is listed twice.");
            }

            yield return new(
                row[0],
                row[1],
                row[2],
                row[3].Split(CategorySeparator, StringSplitOptions.RemoveEmptyEntries),
                row[4].Length == 0 ? null : row[4],
                PriceOf(row, row[5]),
                row[6],
                List(row[7]),
                AttributesOf(row, row[8]),
                IsInStock(row, row[9]),
                List(row[10]));
        }
    }

    /// <inheritdoc/>
    public GradedQueries ReadQueries(RelevanceFile? queries, RelevanceFile judgements, Func<string, bool> isInCatalog)
    {
        ArgumentNullException.ThrowIfNull(queries);
        var builder = new GradedQueriesBuilder(isInCatalog);
        foreach (var row in CsvRows.Read(queries, ',', ["id", "query"], ["kind", "half"]))
        {
            var half = row[3] switch
            {
                "tune" => QueryHalf.Tune,
                "report" => QueryHalf.Report,
                "" => builder.NextHalf,
                _ => throw row.Error("The half is tune or report."),
            };
            builder.AddQuery(row, row[0], row[1], row[2].Length == 0 ? "any" : row[2], half);
        }

        foreach (var row in CsvRows.Read(judgements, ',', ["queryId", "sku", "grade"], []))
        {
            builder.AddGrade(row, row[0], row[1], GradeOf(row, row[2]));
        }

        return builder.Build();
    }

    static int GradeOf(CsvRow row, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var grade) && grade <= GradedQuery.GradeMax
            ? grade
            : throw row.Error($"A grade is 0 to {GradedQuery.GradeMax}.");

    static decimal PriceOf(CsvRow row, string text) => text.Length == 0
        ? 0
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
            ? price
            : throw row.Error("The price is a number such as 12.50.");

    static bool IsInStock(CsvRow row, string text) => text switch
    {
        "true" or "" => true,
        "false" => false,
        _ => throw row.Error("inStock is true or false."),
    };

    static string[] List(string text) => text.Split(ListSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static KeyValuePair<string, string>[] AttributesOf(CsvRow row, string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return [.. document.RootElement.EnumerateObject().SelectMany(attribute => Values(attribute.Value).Select(value => KeyValuePair.Create(attribute.Name, value)))];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw row.Error("The attributes are a JSON object such as {\"material\": \"Oak\", \"colour\": [\"Black\", \"White\"]}.");
        }
    }

    static IEnumerable<string> Values(JsonElement value) =>
        value.ValueKind is JsonValueKind.Array ? value.EnumerateArray().Select(Text) : [Text(value)];

    static string Text(JsonElement value) => value.ValueKind is JsonValueKind.Number ? value.GetRawText() : value.GetString() ?? "";
}
