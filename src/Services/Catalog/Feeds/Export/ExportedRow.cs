using System.Globalization;
using System.Text.Json;

namespace Cartwright.Catalog.Feeds;

/// <summary>The values of a variant, as files have them.</summary>
/// <param name="layout">The layout of the file.</param>
/// <param name="product">The product.</param>
/// <param name="variant">The variant.</param>
internal readonly struct ExportedRow(FeedLayout layout, CurrentProduct product, CurrentVariant variant)
{
    /// <summary>A value as text; empty if the product has none.</summary>
    public string Text(FeedField field) => field.Kind switch
    {
        FieldKind.Sku => variant.Sku,
        FieldKind.Group => product.Id.ToString(),
        FieldKind.Name => product.Name,
        FieldKind.Description => product.Description,
        FieldKind.Brand => product.Brand ?? "",
        FieldKind.Category => product.Category,
        FieldKind.Price => Number(variant.Price),
        FieldKind.Currency => product.Currency,
        FieldKind.Weight => variant.WeightGrams.ToString(CultureInfo.InvariantCulture),
        FieldKind.Active => product.Active ? "true" : "false",
        FieldKind.Option => variant.Options.GetValueOrDefault(field.Name, ""),
        _ when field.IsList => TagList.Write(List(field.Kind), layout.ListSeparator),
        _ => Attribute(field) is { } value ? Text(value) : "",
    };

    /// <summary>Writes a value as JSON.</summary>
    /// <param name="json">The writer, in an object.</param>
    /// <param name="column">The column.</param>
    /// <param name="isAlways">Whether a value that the product does not have is written, as null.</param>
    public void Write(Utf8JsonWriter json, MappedColumn column, bool isAlways)
    {
        switch (column.Field.Kind)
        {
            case FieldKind.Price:
                json.WriteNumber(column.Column, variant.Price);
                break;
            case FieldKind.Weight:
                json.WriteNumber(column.Column, variant.WeightGrams);
                break;
            case FieldKind.Active:
                json.WriteBoolean(column.Column, product.Active);
                break;
            case var _ when column.Field.IsList:
                json.WriteStartArray(column.Column);
                foreach (var text in List(column.Field.Kind))
                {
                    json.WriteStringValue(text);
                }

                json.WriteEndArray();
                break;
            case FieldKind.Attribute when Attribute(column.Field) is { } value:
                json.WritePropertyName(column.Column);
                value.WriteTo(json);
                break;
            case FieldKind.Option or FieldKind.Attribute or FieldKind.Brand when Text(column.Field) is "":
                if (isAlways)
                {
                    json.WriteNull(column.Column);
                }

                break;
            default:
                json.WriteString(column.Column, Text(column.Field));
                break;
        }
    }

    IReadOnlyList<string> List(FieldKind kind) => kind switch
    {
        FieldKind.Tags => product.Tags,
        FieldKind.Categories => product.Categories,
        FieldKind.Images => [.. product.Images.Select(i => i.Url)],
        FieldKind.Parts => PartList.Write(variant.Parts ?? []),
        _ => DeclaredOptionList.Write(product.DeclaredOptions),
    };

    // Without a mapping each type of an attribute has its column. A column of texts in a mapping has all values.
    JsonElement? Attribute(FeedField field) =>
        product.Attributes.TryGetValue(field.Name, out var value)
        && ((field.Type == AttributeType.Text && !layout.IsAutomatic) || field.Type == value.ValueKind switch
        {
            JsonValueKind.Number => AttributeType.Number,
            JsonValueKind.True or JsonValueKind.False => AttributeType.Boolean,
            _ => AttributeType.Text,
        })
            ? value
            : null;

    string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => Number(value.GetDecimal()),
        _ => value.GetBoolean() ? "true" : "false",
    };

    string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture).Replace('.', layout.DecimalSeparator);
}
