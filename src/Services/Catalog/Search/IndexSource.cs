using System.Collections.Frozen;
using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>Reads products from the database as the search index needs them.</summary>
internal sealed class IndexSource(Database database, ProductSearch search)
{
    const string Columns =
        $"""
        p.id, p.name, p.description, p.brand, p.category, p.price, p.currency, to_json(p.tags)::text as tags, p.attributes::text as attributes,
        p.version, v.skus, v.options, v.in_stock, {ProductCategories.Json}
        from products p
            cross join lateral (
                select json_agg(v.sku)::text as skus, json_agg(v.options)::text as options, coalesce(bool_or(s.available > 0), false) as in_stock
                from variants v left join stock s on s.sku = v.sku
                where v.product_id = p.id
            ) v
        """;

    sealed record Row(
        Guid Id, string Name, string Description, string? Brand, string Category, decimal Price, string Currency, string Tags, string Attributes,
        int Version, string Skus, string Options, bool InStock, string Categories)
    {
        /// <summary>The slugs of all its categories, the main one first.</summary>
        public IReadOnlyList<string> AllCategories { get; } = [Category, .. JsonSerializer.Deserialize(Categories, CatalogJson.Default.IReadOnlyListString)!];
    }


    /// <summary>Reads the categories again.</summary>
    public async Task LoadCategoriesAsync(CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(string Slug, string Name, string? Parent, string Path, string Attributes)>(
            "select slug, name, parent, array_to_string(path, '/'), attributes::text from categories", null, cancellationToken);
        var names = rows.ToDictionary(r => r.Slug, r => r.Name);
        var declared = rows.ToDictionary(r => r.Slug, r => CategoryAttributes.Read(r.Attributes));
        search.Categories = rows.ToFrozenDictionary(
            r => r.Slug,
            r =>
            {
                var path = r.Path.Split('/');
                return new CategoryNode(
                    r.Slug, r.Name, r.Parent, [.. path.Select(slug => new CategoryStepResponse(slug, names[slug]))],
                    CategoryAttributes.Inherit(path.Select(slug => declared[slug])));
            });
    }

    /// <summary>The active ones of some products.</summary>
    public async Task<IReadOnlyList<IndexedProduct>> ListAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        await ToProductsAsync(
            await database.QueryAsync<Row>($"select {Columns} where p.active and p.id = any (@ids)", new { ids = ids.ToArray() }, cancellationToken),
            cancellationToken);

    /// <summary>The active products after an id, in the order of ids.</summary>
    public async Task<IReadOnlyList<IndexedProduct>> ListAfterAsync(Guid after, int limit, CancellationToken cancellationToken) =>
        await ToProductsAsync(
            await database.QueryAsync<Row>($"select {Columns} where p.active and p.id > @after order by p.id limit @limit", new { after, limit }, cancellationToken),
            cancellationToken);

    async Task<IReadOnlyList<IndexedProduct>> ToProductsAsync(IReadOnlyList<Row> rows, CancellationToken cancellationToken)
    {
        if (rows.Any(r => r.AllCategories.Any(slug => !search.Categories.ContainsKey(slug))))
        {
            await LoadCategoriesAsync(cancellationToken);
        }

        return [.. rows.Select(ToProduct)];
    }

    IndexedProduct ToProduct(Row row)
    {
        var attributes = JsonSerializer.Deserialize(row.Attributes, CatalogJson.Default.IReadOnlyDictionaryStringJsonElement)!;
        var options = JsonSerializer.Deserialize(row.Options, CatalogJson.Default.IReadOnlyListIReadOnlyDictionaryStringString)!;
        return new(
            row.Id, row.Name, row.Description, row.Brand,
            [.. row.AllCategories.SelectMany(slug => search.Categories.GetValueOrDefault(slug)?.Path ?? []).DistinctBy(step => step.Slug)],
            JsonSerializer.Deserialize(row.Tags, CatalogJson.Default.IReadOnlyListString)!,
            [.. attributes.Select(a => KeyValuePair.Create(a.Key, a.Value.ToString())).Concat(options.SelectMany(o => o)).Distinct()],
            JsonSerializer.Deserialize(row.Skus, CatalogJson.Default.IReadOnlyListString)!,
            PriceBands.MinorUnits(row.Price, Currency.Of(row.Currency)), row.Currency, row.InStock,
            row.Version)
        {
            NoFacets = [.. (search.Categories.GetValueOrDefault(row.Category)?.Attributes ?? []).Where(a => !a.Facet).Select(a => a.Name)],
        };
    }
}
