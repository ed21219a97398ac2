using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;
using Cartwright.Platform.OpenApi;

namespace Cartwright.Catalog.Feeds;

/// <summary>Which field a column of a feed sets, or which value a field has in every row.</summary>
/// <param name="Field">
/// The field: <c>sku</c>, <c>group</c> (rows with the same value are variants of one product), <c>name</c>, <c>description</c>, <c>brand</c>, <c>category</c>,
/// <c>categories</c>, <c>price</c>, <c>currency</c>, <c>weight</c> in grams, <c>tags</c>, <c>options</c>, <c>active</c>, <c>parts</c> of a bundle,
/// <c>attributes.&lt;name&gt;</c> with <c>:number</c> or <c>:boolean</c> where it is no text, or <c>option.&lt;name&gt;</c>.
/// </param>
/// <param name="Column">The name of the column; null for a constant value.</param>
/// <param name="Value">The value in every row; null for a column.</param>
/// <param name="Unit">The unit that may stand behind the values of an attribute, such as <c>kg</c>: it is left out.</param>
public sealed record FeedColumn(
    [property: Required, Line(FeedColumn.FieldMax, 1), Bounds(LengthMin = 1)] string Field,
    [property: Line(FeedColumn.ColumnMax)] string? Column = null,
    [property: Line(FeedColumn.ValueMax)] string? Value = null,
    [property: Line(AttributeDeclaration.UnitMax)] string? Unit = null)
{
    /// <summary>The longest name of a field, in characters.</summary>
    public const int FieldMax = 80;

    /// <summary>The longest name of a column, in characters.</summary>
    public const int ColumnMax = 200;

    /// <summary>The longest constant value, in characters.</summary>
    public const int ValueMax = 500;
}
