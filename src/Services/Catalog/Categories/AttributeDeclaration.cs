using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;

namespace Cartwright.Catalog;

/// <summary>An attribute that a category declares for its products and for those of the categories below it.</summary>
/// <param name="Name">Its name in products, 1 to 50 characters. A category below may declare it again, which then counts there.</param>
/// <param name="Label">Its name for people; made from the name if absent.</param>
/// <param name="Type"><c>text</c>, <c>number</c>, <c>boolean</c>, or <c>choice</c>: one of the values.</param>
/// <param name="Unit">The unit of a number, such as <c>kg</c>.</param>
/// <param name="Values">The values of a choice, 1 to 100 of at most 50 characters; null for another type.</param>
/// <param name="Required">Whether a product must have it.</param>
/// <param name="Facet">Whether searches are narrowed by it.</param>
public sealed record AttributeDeclaration(
    [property: Required, Line(ProductRules.NameMax, 1), Bounds(LengthMin = 1)] string Name,
    [property: Line(AttributeDeclaration.LabelMax)] string? Label = null,
    [property: AllowedValues(AttributeDeclaration.Text, AttributeDeclaration.Number, AttributeDeclaration.Boolean, AttributeDeclaration.Choice,
        ErrorMessage = "The type must be text, number, boolean or choice.")]
    string Type = AttributeDeclaration.Text,
    [property: Line(AttributeDeclaration.UnitMax)] string? Unit = null,
    [property: NoNulls, MaxLength(AttributeDeclaration.ValuesMax)] IReadOnlyList<string>? Values = null,
    bool Required = false,
    bool Facet = true)
{
    /// <summary>The type of texts.</summary>
    internal const string Text = "text";

    /// <summary>The type of numbers.</summary>
    internal const string Number = "number";

    /// <summary>The type of what is true or false.</summary>
    internal const string Boolean = "boolean";

    /// <summary>The type of texts that are one of several.</summary>
    internal const string Choice = "choice";

    /// <summary>The longest label, in characters.</summary>
    internal const int LabelMax = 100;

    /// <summary>The longest unit, in characters.</summary>
    internal const int UnitMax = 20;

    /// <summary>The most values of a choice.</summary>
    internal const int ValuesMax = 100;
}
