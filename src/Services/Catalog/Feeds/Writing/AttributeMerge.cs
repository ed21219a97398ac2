using System.Text.Json;

namespace Cartwright.Catalog.Feeds;

/// <summary>Applies the attributes of rows to a product, and compares them with what its category declares.</summary>
/// <param name="declared">The attributes of categories, by their present slugs.</param>
/// <param name="decimalSeparator">The separator of decimals in texts that are declared as numbers.</param>
internal sealed class AttributeMerge(IReadOnlyDictionary<string, IReadOnlyList<AttributeDeclaration>> declared, char decimalSeparator)
{
    static readonly Dictionary<string, JsonElement> None = [];

    /// <summary>The attributes of the product as they become. A text becomes a value of the declared type if it can be read as one.</summary>
    public IReadOnlyDictionary<string, JsonElement> Merge(CurrentProduct? current, IReadOnlyList<RowPatch> rows, string category, List<FeedProblem> problems)
    {
        var changed = Changed(rows, problems);
        if (changed.Count == 0)
        {
            return current?.Attributes ?? None;
        }

        var types = declared.GetValueOrDefault(category, []);
        var attributes = new Dictionary<string, JsonElement>(current?.Attributes ?? None);
        foreach (var (name, value) in changed)
        {
            var isKnown = attributes.TryGetValue(name, out var known);
            if (value is { } text)
            {
                var set = types.FirstOrDefault(t => t.Name == name) is { } type ? FeedValues.Convert(type, text, decimalSeparator) : text;
                attributes[name] = isKnown && IsTextOf(known, set) ? known : set;
            }
            else if (!isKnown || known.ValueKind != JsonValueKind.String || !string.IsNullOrWhiteSpace(known.GetString()))
            {
                // A blank value is also that of an attribute whose text is blank.
                attributes.Remove(name);
            }
        }

        return attributes;
    }

    /// <summary>
    /// Finds the attributes that contradict the category. What the product has had in this category already is none of the feed's business: else a new declaration
    /// would stop the prices of products that nobody has edited since.
    /// </summary>
    public void Check(CurrentProduct? current, ProductDraft draft, Dictionary<string, string[]> errors) => DeclaredAttributes.Check(
        declared.GetValueOrDefault(draft.Category, []), draft.Attributes, (attribute, message) =>
        {
            var isUnchanged = current is not null && current.Category == draft.Category
                && CurrentProduct.Same(current.Attributes.GetValueOrDefault(attribute.Name), draft.Attributes.GetValueOrDefault(attribute.Name));
            if (!isUnchanged)
            {
                errors[DeclaredAttributes.FieldOf(attribute)] = [message];
            }
        });

    static Dictionary<string, JsonElement?> Changed(IReadOnlyList<RowPatch> rows, List<FeedProblem> problems)
    {
        var changed = new Dictionary<string, JsonElement?>(StringComparer.Ordinal);
        foreach (var row in rows.Where(r => r.Attributes is not null))
        {
            foreach (var (name, value) in row.Attributes!)
            {
                if (changed.GetValueOrDefault(name) is not { } common)
                {
                    changed[name] = value;
                }
                else if (value is { } own && own.ToString() != common.ToString())
                {
                    problems.Add(ProductMerge.Differs(row, rows[0], f => f.Kind == FieldKind.Attribute && f.Name == name, $"attributes.{name}"));
                }
            }
        }

        return changed;
    }

    // A column of texts leaves a number or boolean alone that looks the same.
    static bool IsTextOf(JsonElement known, JsonElement set) =>
        set.ValueKind == JsonValueKind.String && known.ValueKind != JsonValueKind.String && set.ValueEquals(known.GetRawText());
}
