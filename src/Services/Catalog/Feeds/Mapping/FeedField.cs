using System.Diagnostics.CodeAnalysis;

namespace Cartwright.Catalog.Feeds;

/// <summary>What a column of a feed can set.</summary>
internal enum FieldKind
{
    Sku, Group, Name, Description, Brand, Category, Categories, Price, Currency, Weight, Tags, Options, Active, Attribute, Option, Parts, Images,
}

/// <summary>The type of an attribute's values.</summary>
internal enum AttributeType
{
    Text, Number, Boolean,
}

/// <summary>A field of products as mappings and headers name it, for example <c>price</c>, <c>option.size</c> or <c>attributes.width:number</c>.</summary>
/// <param name="Kind">What it sets.</param>
/// <param name="Name">The name of the attribute or option; empty for other fields.</param>
/// <param name="Type">The type of the attribute's values.</param>
internal sealed record FeedField(FieldKind Kind, string Name = "", AttributeType Type = AttributeType.Text)
{
    const string AttributePrefix = "attributes.";
    const string OptionPrefix = "option.";

    static readonly (string Suffix, AttributeType Type)[] Types = [(":text", AttributeType.Text), (":number", AttributeType.Number), (":boolean", AttributeType.Boolean)];

    static readonly Dictionary<string, FieldKind> Fixed = Enum.GetValues<FieldKind>()
        .Where(kind => kind is not (FieldKind.Attribute or FieldKind.Option))
        .ToDictionary(kind => kind.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of all fields, for messages.</summary>
    public const string Names =
        "sku, group, name, description, brand, category, categories, price, currency, weight, tags, options, active, parts, images, "
        + "attributes.<name> (with :number or :boolean) and option.<name>";

    /// <summary>Whether it belongs to the variant and not to the whole product.</summary>
    public bool IsOfVariant => Kind is FieldKind.Sku or FieldKind.Price or FieldKind.Weight or FieldKind.Option or FieldKind.Parts;

    /// <summary>Whether its value is a list of texts.</summary>
    public bool IsList => Kind is FieldKind.Tags or FieldKind.Options or FieldKind.Categories or FieldKind.Parts or FieldKind.Images;

    /// <summary>Finds the field of a name. Upper and lower case differ in names of attributes and options only.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out FeedField? field)
    {
        field = null;
        if (Fixed.TryGetValue(text, out var kind))
        {
            field = new(kind);
        }
        else if (text.StartsWith(OptionPrefix, StringComparison.Ordinal) && text.Length > OptionPrefix.Length)
        {
            field = new(FieldKind.Option, text[OptionPrefix.Length..]);
        }
        else if (text.StartsWith(AttributePrefix, StringComparison.Ordinal) && text.Length > AttributePrefix.Length)
        {
            var name = text[AttributePrefix.Length..];
            var (suffix, type) = Array.Find(Types, t => name.EndsWith(t.Suffix, StringComparison.Ordinal) && name.Length > t.Suffix.Length);
            field = new(FieldKind.Attribute, suffix is null ? name : name[..^suffix.Length], type);
        }

        return field is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        FieldKind.Option => OptionPrefix + Name,
        FieldKind.Attribute => AttributePrefix + Name + Suffix,
        _ => Kind.ToString().ToLowerInvariant(),
    };

    // A text needs its suffix only where the name itself ends with one.
    string Suffix => Type == AttributeType.Text && !Array.Exists(Types, t => Name.EndsWith(t.Suffix, StringComparison.Ordinal))
        ? ""
        : Types[(int)Type].Suffix;
}
