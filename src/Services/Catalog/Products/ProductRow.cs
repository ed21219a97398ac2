using System.Text.Json;

namespace Cartwright.Catalog;

/// <summary>
/// A product with its variants and their stock in one row, so that a page of any length is one statement.
/// A statement selects <see cref="Columns"/> and joins <see cref="Variants"/> to <c>products p</c> and <c>page (id, n, total)</c>.
/// </summary>
internal sealed record ProductRow(
    Guid Id, string Slug, string Name, string Description, string Category, string? Brand, decimal Price, string Currency, string Tags, string Attributes,
    string Images, bool Active, int Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string Variants, int Available, int Revision, long Total,
    string? Options, bool OptionsDeclared, string Categories)
{
    /// <summary>The selected columns.</summary>
    public const string Columns =
        $"""
        p.id, coalesce(p.slug, p.id::text) as slug, p.name, p.description, p.category, p.brand, p.price, p.currency, to_json(p.tags)::text as tags,
        p.attributes::text as attributes, p.images::text as images, p.active, p.version, p.created_at, p.updated_at, v.variants, v.available, v.revision, page.total,
        p.options::text as options, p.options_declared, {ProductCategories.Json}
        """;

    /// <summary>The variants of each product with their stock.</summary>
    public const string JoinVariants =
        $"""
        cross join lateral (
            select json_agg(
                       json_build_object(
                           'id', v.id, 'sku', v.sku, 'price', v.price, 'currency', p.currency, 'options', v.options, 'weightGrams', v.weight_grams,
                           'available', coalesce(s.available, 0), 'image', v.image, 'discountPercent', v.discount_percent, 'parts',
                           {BundlePartResponse.Json})
                       order by v.position)::text as variants,
                   coalesce(sum(s.available), 0)::int as available,
                   coalesce(sum(s.revision), 0)::int as revision
            from variants v left join stock s on s.sku = v.sku
            where v.product_id = p.id
        ) v
        """;

    /// <summary>Reads products by id, in the order of the ids.</summary>
    public const string ByIds =
        $"""
        select {Columns}
        from (select id, n, 0::bigint as total from unnest(@ids) with ordinality as i (id, n)) page
            join products p on p.id = page.id
            {JoinVariants}
        order by page.n
        """;

    /// <summary>Reads the product that has a slug, or had it.</summary>
    public const string BySlug =
        $"""
        select {Columns}
        from (select product_id as id, 0::bigint as total from product_slugs where slug = @slug) page
            join products p on p.id = page.id
            {JoinVariants}
        """;

    /// <summary>The response that shows the product.</summary>
    public ProductResponse ToResponse()
    {
        var images = JsonSerializer.Deserialize(Images, CatalogJson.Default.IReadOnlyListProductImage)!;
        var variants = JsonSerializer.Deserialize(Variants, CatalogJson.Default.IReadOnlyListVariantResponse)!;
        return new(
            Id, Slug, Name, Description, Category, Brand, Price, Currency,
            JsonSerializer.Deserialize(Tags, CatalogJson.Default.IReadOnlyListString)!,
            JsonSerializer.Deserialize(Attributes, CatalogJson.Default.IReadOnlyDictionaryStringJsonElement)!,
            images, Active, Available, Version, CreatedAt, UpdatedAt,
            // An instance of an earlier version may have replaced the images.
            [.. variants.Select(v => v.Image is null || images.Any(i => i.Url == v.Image) ? v : v with { Image = null })],
            OptionMatrix.Of(OptionMatrix.Read(Options), OptionsDeclared, [.. variants.Select(v => v.Options)]),
            ProductCategories.Distinct(JsonSerializer.Deserialize(Categories, CatalogJson.Default.IReadOnlyListString)!, Category));
    }
}
