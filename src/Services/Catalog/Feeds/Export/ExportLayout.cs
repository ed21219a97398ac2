using Cartwright.Platform.Data;

namespace Cartwright.Catalog.Feeds;

/// <summary>The columns of an export: those of the feed, or one for each field that products have.</summary>
internal static class ExportLayout
{
    static readonly FieldKind[] Always =
    [
        FieldKind.Sku, FieldKind.Group, FieldKind.Name, FieldKind.Description, FieldKind.Brand, FieldKind.Category, FieldKind.Categories, FieldKind.Price, FieldKind.Currency,
        FieldKind.Weight, FieldKind.Tags, FieldKind.Options, FieldKind.Active, FieldKind.Parts, FieldKind.Images,
    ];

    // More than any file of a supplier has; a catalog with more needs a mapping.
    const int NamesMax = 1000;

    sealed record Attribute(string Name, string Type);

    /// <summary>The columns.</summary>
    public static async Task<IReadOnlyList<MappedColumn>> ReadAsync(Database database, FeedLayout layout, CancellationToken cancellationToken)
    {
        if (!layout.IsAutomatic)
        {
            return [.. layout.Sources().Where(source => source.Value is null).DistinctBy(source => source.Column)];
        }

        var options = await database.QueryAsync<string>(
            "select distinct o.name from variants v cross join lateral jsonb_object_keys(v.options) as o (name) order by o.name limit @NamesMax",
            new { NamesMax },
            cancellationToken);
        var attributes = await database.QueryAsync<Attribute>(
            """
            select distinct a.key as name, jsonb_typeof(a.value) as type from products p cross join lateral jsonb_each(p.attributes) as a
            order by name, type limit @NamesMax
            """,
            new { NamesMax },
            cancellationToken);
        return
        [
            .. Always.Select(kind => new FeedField(kind))
                .Concat(options.Select(name => new FeedField(FieldKind.Option, name)))
                .Concat(attributes.Select(a => new FeedField(FieldKind.Attribute, a.Name, TypeOf(a.Type))))
                .Select(field => new MappedColumn(field.ToString(), -1, field, null)),
        ];
    }

    static AttributeType TypeOf(string json) => json switch
    {
        "number" => AttributeType.Number,
        "boolean" => AttributeType.Boolean,
        _ => AttributeType.Text,
    };
}
