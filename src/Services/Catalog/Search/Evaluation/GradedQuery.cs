namespace Cartwright.Catalog.Evaluation;

/// <summary>What a query is for.</summary>
public enum QueryHalf
{
    /// <summary>A ranking may be tuned on it.</summary>
    Tune,

    /// <summary>It only reports how good a ranking is. Nobody tunes on it.</summary>
    Report,
}

/// <summary>A search text and the products that are relevant to it.</summary>
/// <param name="Id">Identifies the query in its file.</param>
/// <param name="Text">What the customer types.</param>
/// <param name="Kind">What the query tries, such as a typo or a part number. Queries of a kind are reported together.</param>
/// <param name="Half">Whether a ranking may be tuned on it.</param>
/// <param name="Grades">Grades of 1 to <see cref="GradeMax"/> by SKU. A product that is missing has the grade 0: it is not relevant.</param>
public sealed record GradedQuery(string Id, string Text, string Kind, QueryHalf Half, IReadOnlyDictionary<string, int> Grades)
{
    /// <summary>The grade of a product that is exactly what the customer asks for.</summary>
    public const int GradeMax = 3;

    /// <summary>Whether the catalog has a relevant product. Nothing should be found for a query that has none.</summary>
    public bool IsAnswerable => Grades.Count > 0;

    /// <summary>The grade of a product.</summary>
    public int GradeOf(string sku) => Grades.GetValueOrDefault(sku);
}
