using System.Text.Json;

namespace Cartwright.Catalog;

/// <summary>Compares the attributes of a product with those that its main category declares. Others are allowed.</summary>
internal static class DeclaredAttributes
{
    /// <summary>Finds the attributes of a product that are missing or of another type.</summary>
    /// <param name="declared">The attributes of its category.</param>
    /// <param name="attributes">The attributes of the product.</param>
    /// <param name="addError">Takes the declaration and what is wrong.</param>
    public static void Check(
        IReadOnlyList<AttributeDeclaration> declared, IReadOnlyDictionary<string, JsonElement> attributes, Action<AttributeDeclaration, string> addError)
    {
        foreach (var attribute in declared)
        {
            var isPresent = attributes.TryGetValue(attribute.Name, out var value) && !IsBlank(attribute, value);
            if (!isPresent && attribute.Required)
            {
                addError(attribute, "Products of the category need this attribute.");
            }
            else if (isPresent && ErrorOf(attribute, value) is { } error)
            {
                addError(attribute, error);
            }
        }
    }

    /// <summary>The field of a request that has an attribute.</summary>
    public static string FieldOf(AttributeDeclaration attribute) => $"attributes.{attribute.Name}";

    static bool IsBlank(AttributeDeclaration attribute, JsonElement value) =>
        attribute.Type is AttributeDeclaration.Text or AttributeDeclaration.Choice && value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString());

    static string? ErrorOf(AttributeDeclaration attribute, JsonElement value) => attribute.Type switch
    {
        AttributeDeclaration.Number when value.ValueKind != JsonValueKind.Number =>
            string.IsNullOrEmpty(attribute.Unit) ? "It must be a number." : $"It must be a number, in {attribute.Unit}.",
        AttributeDeclaration.Boolean when value.ValueKind is not (JsonValueKind.True or JsonValueKind.False) => "It must be true or false.",
        AttributeDeclaration.Text when value.ValueKind != JsonValueKind.String => "It must be a text.",
        AttributeDeclaration.Choice when value.ValueKind != JsonValueKind.String || attribute.Values?.Contains(value.GetString()!, StringComparer.Ordinal) is not true =>
            $"It must be one of the values: {string.Join(", ", attribute.Values ?? [])}.",
        _ => null,
    };
}
