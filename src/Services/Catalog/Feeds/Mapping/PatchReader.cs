using System.Globalization;
using System.Text.Json;
using Cartwright.Contracts;

namespace Cartwright.Catalog.Feeds;

/// <summary>Reads the values of rows as fields of products.</summary>
internal sealed class PatchReader(FeedLayout layout)
{
    const int BrandMax = 100;
    const int TagsMax = 50;
    const int WeightMax = 1_000_000;
    const int GroupMax = 200;

    // The same texts come in many rows.
    readonly Dictionary<string, JsonElement> _texts = new(StringComparer.Ordinal);

    /// <summary>Reads a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="problems">Receives what is wrong with it.</param>
    /// <param name="sku">Its SKU, also if something else is wrong; null if it cannot be read.</param>
    /// <returns>Null if there are problems.</returns>
    public RowPatch? Read(FeedRow row, List<FeedProblem> problems, out string? sku)
    {
        sku = null;
        if (row.Error is not null)
        {
            problems.Add(new(row.Line, null, null, row.Error));
            return null;
        }

        var before = problems.Count;
        var patch = new RowPatch(row);
        foreach (var cell in row.Cells)
        {
            if (Set(patch, cell) is { } reason)
            {
                problems.Add(FeedProblem.Of(row.Line, cell, reason));
            }
        }

        if (patch.Sku.Length == 0 && problems.Count == before)
        {
            problems.Add(new(row.Line, "sku", null, "A row needs a SKU."));
        }

        sku = patch.Sku.Length > 0 ? patch.Sku : null;
        return problems.Count > before ? null : patch;
    }

    /// <returns>What is wrong with the value.</returns>
    string? Set(RowPatch patch, FeedCell cell)
    {
        var text = cell.IsBlank ? "" : cell.Text;
        if (cell.Kind == CellKind.List && !cell.Column.Field.IsList)
        {
            return "Only tags, options, categories, parts and images may be lists.";
        }

        switch (cell.Column.Field.Kind)
        {
            case FieldKind.Sku:
                return SetSku(patch, text.Trim());
            case FieldKind.Group:
                patch.Group = text.Length == 0 ? null : text.Trim();
                return VisibleText.IsLine(text, 0, GroupMax) ? null : $"A group has at most {GroupMax} visible characters.";
            case FieldKind.Name:
                patch.Name = text.Trim();
                return null;
            case FieldKind.Description:
                patch.Description = cell.Text;
                return null;
            case FieldKind.Brand:
                patch.Brand = text;
                return VisibleText.IsLine(text, 0, BrandMax) ? null : $"Use one line of at most {BrandMax} visible characters.";
            case FieldKind.Category:
                patch.Category = text.Trim();
                return null;
            case FieldKind.Categories:
                patch.Categories = cell.List ?? TagList.Read(text, layout.ListSeparator);
                return patch.Categories.Count <= ProductCategories.CountMax ? null : $"At most {ProductCategories.CountMax} further categories are possible.";
            case FieldKind.Currency:
                patch.Currency = text.Length == 0 ? null : text.Trim();
                return null;
            case FieldKind.Tags:
                patch.Tags = cell.List ?? TagList.Read(text, layout.ListSeparator);
                return patch.Tags.Count <= TagsMax ? null : $"At most {TagsMax} tags are possible.";
            case FieldKind.Options:
                patch.DeclaredOptions = cell.List ?? TagList.Read(text, layout.ListSeparator);
                return DeclaredOptionList.ErrorOf(patch.DeclaredOptions);
            case FieldKind.Parts:
                patch.Parts = PartList.Read(cell.List ?? TagList.Read(text, layout.ListSeparator));
                return patch.Parts is null ? $"Write each part with its quantity, as in SKU-A*2{layout.ListSeparator}SKU-B*1." : null;
            case FieldKind.Images:
                patch.Images = ImageUrlList.Read(cell.List ?? TagList.Read(text, layout.ListSeparator));
                return patch.Images is null ? $"Write the URL of each image, as in https://example.com/a.jpg; it has at most {ImageUrlList.BytesMax} bytes."
                    : patch.Images.Count <= ImageUrlList.CountMax ? null : $"At most {ImageUrlList.CountMax} images are possible.";
            case FieldKind.Option:
                return Options(patch).TryAdd(cell.Column.Field.Name, text) ? null : "Another column sets the same option.";
            case FieldKind.Attribute:
                return SetAttribute(patch, cell, text);
            default:
                return SetValue(patch, cell, text.Trim());
        }
    }

    static string? SetSku(RowPatch patch, string text)
    {
        if (!ProductRules.IsSku(text))
        {
            return text.Length == 0 ? "A row needs a SKU." : "A SKU has 1 to 64 letters, digits, dots, dashes and underscores.";
        }

        patch.Sku = text;
        return null;
    }

    string? SetValue(RowPatch patch, FeedCell cell, string text)
    {
        switch (cell.Column.Field.Kind)
        {
            case FieldKind.Price:
                patch.Price = Number(cell, text);
                return patch.Price is null ? text.Length == 0 ? "A price is missing." : $"This is no number such as 1234{layout.DecimalSeparator}50." : null;
            case FieldKind.Weight:
                patch.WeightGrams = text.Length == 0 ? 0
                    : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var grams) && grams <= WeightMax ? grams : null;
                return patch.WeightGrams is null ? "A weight is a whole number of grams, at most 1000000." : null;
            default:
                patch.Active = text.Length == 0 ? null : FeedValues.Boolean(text);
                return text.Length > 0 && patch.Active is null ? "Use true or false, yes or no, 1 or 0." : null;
        }
    }

    string? SetAttribute(RowPatch patch, FeedCell cell, string text)
    {
        var field = cell.Column.Field;
        JsonElement? value = null;
        if (cell.Column.Unit is { Length: > 0 } unit && text.TrimEnd() is var whole && whole.EndsWith(unit, StringComparison.Ordinal))
        {
            text = whole[..^unit.Length].TrimEnd();
        }

        if (text.Length > 0)
        {
            value = (cell.Kind, field.Type) switch
            {
                (CellKind.Number, _) => JsonElement.Parse(text),
                (CellKind.Boolean, _) => JsonElement.Parse(text),
                (_, AttributeType.Number) => Number(cell, text.Trim()) is { } number ? JsonSerializer.SerializeToElement(number, CatalogJson.Default.Decimal) : null,
                (_, AttributeType.Boolean) => FeedValues.Boolean(text.Trim()) is { } boolean ? JsonElement.Parse(boolean ? "true" : "false") : null,
                _ => Text(text),
            };
            if (value is null)
            {
                return field.Type == AttributeType.Number ? $"This is no number such as 1234{layout.DecimalSeparator}50." : "Use true or false, yes or no, 1 or 0.";
            }
        }

        // Columns for several types of one attribute: the one with a value counts.
        patch.Attributes ??= new(StringComparer.Ordinal);
        if (!patch.Attributes.TryGetValue(field.Name, out var other) || other is null)
        {
            patch.Attributes[field.Name] = value;
            return null;
        }

        return value is null ? null : "Another column sets the same attribute.";
    }

    JsonElement Text(string text)
    {
        if (!_texts.TryGetValue(text, out var element))
        {
            element = JsonSerializer.SerializeToElement(text, CatalogJson.Default.String);
            _texts[text] = element;
        }

        return element;
    }

    decimal? Number(FeedCell cell, string text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (cell.Kind == CellKind.Number)
        {
            return decimal.TryParse(text, Style | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var json) ? json : null;
        }

        return FeedValues.Number(text, layout.DecimalSeparator);
    }

    static Dictionary<string, string> Options(RowPatch patch) => patch.Options ??= new(StringComparer.Ordinal);
}
