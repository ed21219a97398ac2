using System.Text.Json;
using Cartwright.Platform.Data;

namespace Cartwright.Catalog.Feeds;

/// <summary>Reads products as feeds need them, as many at once as are asked for.</summary>
internal static class CurrentProducts
{
    const string Columns =
        $"""
        select p.id, p.version, p.name, p.description, p.category, p.brand, p.currency, p.active, p.slug, to_json(p.tags)::text as tags,
               p.attributes::text as attributes, p.images::text as images, v.variants,
               p.options::text as options, p.options_declared, {ProductCategories.Json}
        """;

    const string Variants =
        """
        cross join lateral (
            select json_agg(
                       json_build_object(
                           'sku', v.sku, 'price', v.price, 'options', v.options, 'weightGrams', v.weight_grams, 'image', v.image, 'discountPercent', v.discount_percent,
                           'parts', case when v.is_bundle then (
                               select json_agg(json_build_object('sku', b.sku, 'quantity', b.quantity) order by b.position)
                               from bundle_parts b where b.variant_id = v.id) end)
                       order by v.position)::text as variants
            from variants v where v.product_id = p.id
        ) v
        """;

    /// <summary>The products that have one of some SKUs or ids.</summary>
    public static async Task<IReadOnlyList<CurrentProduct>> FindAsync(
        UnitOfWork work, IReadOnlyCollection<string> skus, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        [.. (await work.QueryAsync<Row>(
            $"""
            {Columns}
            from (select product_id from variants where sku = any (@skus) union select unnest(@ids)) as chosen (id) join products p on p.id = chosen.id
            {Variants}
            """,
            new { skus = skus.ToArray(), ids = ids.ToArray() },
            cancellationToken)).Select(row => row.ToProduct())];

    /// <summary>Products after an id, in the order of ids.</summary>
    public static async Task<IReadOnlyList<CurrentProduct>> ListAfterAsync(Database database, Guid after, int limit, CancellationToken cancellationToken) =>
        [.. (await database.QueryAsync<Row>(
            $"""
            {Columns}
            from (select * from products where id > @after order by id limit @limit) p
            {Variants}
            order by p.id
            """,
            new { after, limit },
            cancellationToken)).Select(row => row.ToProduct())];

    sealed record Row(
        Guid Id, int Version, string Name, string Description, string Category, string? Brand, string Currency, bool Active, string? Slug, string Tags,
        string Attributes, string Images, string Variants, string? Options, bool OptionsDeclared, string Categories)
    {
        public CurrentProduct ToProduct() => new(
            Id, Version, Name, Description, Category, Brand, Currency, Active, Slug,
            JsonSerializer.Deserialize(Tags, CatalogJson.Default.IReadOnlyListString)!,
            JsonSerializer.Deserialize(Attributes, CatalogJson.Default.IReadOnlyDictionaryStringJsonElement)!,
            JsonSerializer.Deserialize(Images, CatalogJson.Default.IReadOnlyListProductImage)!,
            JsonSerializer.Deserialize(Variants, CatalogJson.Default.IReadOnlyListCurrentVariant)!)
        {
            Options = OptionMatrix.Read(Options),
            AreOptionsDeclared = OptionsDeclared,
            Categories = ProductCategories.Distinct(JsonSerializer.Deserialize(Categories, CatalogJson.Default.IReadOnlyListString)!, Category),
        };
    }
}
