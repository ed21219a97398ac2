using System.Text.Json;

namespace Cartwright.Catalog.Feeds;

/// <summary>What a row says about a product and one of its variants. A field that is null is not mapped and stays as it is.</summary>
internal sealed class RowPatch(FeedRow row)
{
    /// <summary>The line of the row.</summary>
    public int Line => row.Line;

    /// <summary>The row, for the columns of its problems.</summary>
    public FeedRow Row => row;

    public string Sku { get; set; } = "";

    public string? Group { get; set; }

    public string? Name { get; set; }

    public string? Description { get; set; }

    /// <summary>Empty for none.</summary>
    public string? Brand { get; set; }

    public string? Category { get; set; }

    /// <summary>Slugs of further categories; empty for none.</summary>
    public IReadOnlyList<string>? Categories { get; set; }

    public string? Currency { get; set; }

    public bool? Active { get; set; }

    public IReadOnlyList<string>? Tags { get; set; }

    /// <summary>The values of the declared options in order, each as <c>name=value</c>; empty for none.</summary>
    public IReadOnlyList<string>? DeclaredOptions { get; set; }

    /// <summary>Attributes by name; null removes one.</summary>
    public Dictionary<string, JsonElement?>? Attributes { get; set; }

    public decimal? Price { get; set; }

    public int? WeightGrams { get; set; }

    /// <summary>The parts of a bundle; empty if it is none.</summary>
    public IReadOnlyList<BundlePart>? Parts { get; set; }

    /// <summary>The URLs of the product's images, the main one first; empty for none.</summary>
    public IReadOnlyList<string>? Images { get; set; }

    /// <summary>Options by name; empty removes one.</summary>
    public Dictionary<string, string>? Options { get; set; }

    /// <summary>The problem of a field, with the column and value that set it.</summary>
    public FeedProblem ProblemOf(Func<FeedField, bool> isField, string fieldName, string reason)
    {
        foreach (var cell in row.Cells)
        {
            if (isField(cell.Column.Field))
            {
                return FeedProblem.Of(Line, cell, reason);
            }
        }

        return new(Line, Shortened.Of(fieldName), null, reason);
    }
}
