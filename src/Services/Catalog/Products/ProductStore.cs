using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>Writes products with a constant number of statements.</summary>
internal static class ProductStore
{
    const string Incoming =
        """
        from unnest(@ids, @names, @descriptions, @slugs, @brands::text[], @prices, @currencies, @tags, @attributes, @images, @active, @productSlugs,
                    @options, @declared)
                 as i (id, name, description, category, brand, price, currency, tags, attributes, images, active, slug, options, declared)
            join categories leaf on leaf.slug = i.category
            cross join lateral (select array(select json_array_elements_text(i.tags::json)) as tags) t
        """;

    /// <summary>Inserts products and publishes their events.</summary>
    /// <exception cref="Npgsql.PostgresException">A SKU is taken.</exception>
    public static async Task AddAsync(UnitOfWork work, IReadOnlyList<ProductDraft> products, CancellationToken cancellationToken)
    {
        var (drafts, slugs) = await InsertAsync(work, products, cancellationToken);
        await ProductSlugs.AddAsync(work, slugs, cancellationToken);
        await CompleteAsync(work, drafts, cancellationToken);
    }

    /// <summary>Inserts the rows of products, for a transaction that saves other slugs together with theirs. <see cref="CompleteAsync"/> does the rest.</summary>
    /// <returns>The products, and the slugs that were chosen for them and are not saved yet.</returns>
    public static async Task<(IReadOnlyList<ProductDraft> Drafts, IReadOnlyList<ProductSlug> Slugs)> InsertAsync(
        UnitOfWork work, IReadOnlyList<ProductDraft> products, CancellationToken cancellationToken)
    {
        var slugs = await ProductSlugs.ChooseAsync(work, [.. products.Select(p => (p.Id, p.Name))], cancellationToken);
        IReadOnlyList<ProductDraft> drafts = [.. products.Zip(slugs, (product, slug) => product with { Slug = slug.Slug })];
        await work.ExecuteAsync(
            $"""
            insert into products (id, name, description, category, brand, price, currency, tags, attributes, images, active, slug,
                                  options, options_declared)
            select i.id, i.name, i.description, i.category, i.brand, i.price, i.currency, t.tags, i.attributes::jsonb, i.images::jsonb, i.active,
                   i.slug, i.options::jsonb, i.declared
            {Incoming}
            """,
            Parameters(drafts),
            cancellationToken);
        return (drafts, slugs);
    }

    /// <summary>Inserts what belongs to products whose rows and slugs are stored, and publishes their events.</summary>
    /// <exception cref="Npgsql.PostgresException">A SKU is taken.</exception>
    public static async Task CompleteAsync(UnitOfWork work, IReadOnlyList<ProductDraft> drafts, CancellationToken cancellationToken)
    {
        await AddVariantsAsync(work, drafts, cancellationToken);
        await ProductCategories.AddAsync(work, drafts, cancellationToken);
        foreach (var draft in drafts)
        {
            work.Publish(new ProductCreated(draft.Id, draft.Name, draft.Category, draft.Active, 1, Variants(draft), draft.Categories));
        }
    }

    /// <summary>Replaces products that the transaction has locked and publishes their events. A variant with the same SKU keeps its id.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="products">The products, with the versions that they had.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Products of bundles that the edit has changed, because a variant is a part of them.</returns>
    /// <exception cref="Npgsql.PostgresException">A SKU belongs to another product.</exception>
    public static async Task<IReadOnlyList<Guid>> ReplaceAsync(UnitOfWork work, IReadOnlyList<(ProductDraft Draft, int Version)> products, CancellationToken cancellationToken)
    {
        IReadOnlyList<ProductDraft> drafts = [.. products.Select(p => p.Draft)];
        await work.ExecuteAsync(
            $"""
            update products p
            set name = i.name, description = i.description, category = i.category, brand = i.brand, price = i.price, currency = i.currency,
                tags = t.tags, attributes = i.attributes::jsonb, images = i.images::jsonb, active = i.active, slug = i.slug, options = i.options::jsonb,
                options_declared = i.declared, version = p.version + 1, updated_at = now()
            {Incoming}
            where p.id = i.id
            """,
            Parameters(drafts),
            cancellationToken);
        await work.ExecuteAsync(
            """
            with gone as (
                delete from variants where product_id = any (@ids) and sku <> all (@skus) returning sku, is_bundle
            )
            delete from stock s using gone where gone.is_bundle and s.sku = gone.sku
            """,
            new { ids = drafts.Select(d => d.Id).ToArray(), skus = drafts.SelectMany(d => d.Variants).Select(v => v.Sku).ToArray() },
            cancellationToken);
        await AddVariantsAsync(work, drafts, cancellationToken);
        await ProductCategories.ReplaceAsync(work, drafts, cancellationToken);
        foreach (var (draft, version) in products)
        {
            work.Publish(new ProductUpdated(draft.Id, draft.Name, draft.Category, draft.Active, version + 1, Variants(draft), draft.Categories));
        }

        return await BundleStore.WriteOthersAsync(work, [.. drafts.Select(d => d.Id)], cancellationToken);
    }

    // Sorted by SKU, so that concurrent writers of the same SKUs do not deadlock.
    // An existing variant keeps its id and conflicts on it; a SKU of another product violates the unique key.
    static async Task AddVariantsAsync(UnitOfWork work, IReadOnlyList<ProductDraft> drafts, CancellationToken cancellationToken)
    {
        var rows = drafts.SelectMany(d => d.Variants.Select((v, i) => (Product: d.Id, Position: i, Variant: v)))
            .OrderBy(r => r.Variant.Sku, StringComparer.Ordinal).ToList();
        await work.ExecuteAsync(
            """
            insert into variants (id, product_id, position, sku, price, options, weight_grams, image, is_bundle, discount_percent)
            select coalesce(old.id, i.id), i.product_id, i.position, i.sku, i.price, i.options::jsonb, i.weight, i.image, i.is_bundle, i.discount
            from unnest(@ids, @products, @positions, @skus, @prices, @options, @weights, @images::text[], @bundles, @discounts::numeric[]) with ordinality
                     as i (id, product_id, position, sku, price, options, weight, image, is_bundle, discount, n)
                left join variants old on old.sku = i.sku and old.product_id = i.product_id
            order by i.n
            on conflict (id) do update
            set position = excluded.position, price = excluded.price, options = excluded.options, weight_grams = excluded.weight_grams,
                image = excluded.image, is_bundle = excluded.is_bundle, discount_percent = excluded.discount_percent
            """,
            new
            {
                ids = rows.Select(_ => Guid.CreateVersion7()).ToArray(),
                products = rows.Select(r => r.Product).ToArray(),
                positions = rows.Select(r => r.Position).ToArray(),
                skus = rows.Select(r => r.Variant.Sku).ToArray(),
                prices = rows.Select(r => r.Variant.Price).ToArray(),
                options = rows.Select(r => JsonSerializer.Serialize(r.Variant.Options, CatalogJson.Default.IReadOnlyDictionaryStringString)).ToArray(),
                weights = rows.Select(r => r.Variant.WeightGrams).ToArray(),
                images = rows.Select(r => r.Variant.Image).ToArray(),
                bundles = rows.Select(r => r.Variant.IsBundle).ToArray(),
                discounts = rows.Select(r => r.Variant.DiscountPercent).ToArray(),
            },
            cancellationToken);
        await BundleStore.WriteAsync(work, [.. rows.Select(r => r.Variant).Where(v => v.IsBundle)], cancellationToken);
    }

    static object Parameters(IReadOnlyList<ProductDraft> drafts) => new
    {
        ids = drafts.Select(d => d.Id).ToArray(),
        names = drafts.Select(d => d.Name).ToArray(),
        descriptions = drafts.Select(d => d.Description).ToArray(),
        slugs = drafts.Select(d => d.Category).ToArray(),
        brands = drafts.Select(d => d.Brand).ToArray(),
        prices = drafts.Select(d => d.Price).ToArray(),
        currencies = drafts.Select(d => d.Currency).ToArray(),
        tags = drafts.Select(d => JsonSerializer.Serialize(d.Tags, CatalogJson.Default.IReadOnlyListString)).ToArray(),
        attributes = drafts.Select(d => JsonSerializer.Serialize(d.Attributes, CatalogJson.Default.IReadOnlyDictionaryStringJsonElement)).ToArray(),
        images = drafts.Select(d => JsonSerializer.Serialize(d.Images, CatalogJson.Default.IReadOnlyListProductImage)).ToArray(),
        active = drafts.Select(d => d.Active).ToArray(),
        productSlugs = drafts.Select(d => d.Slug).ToArray(),
        options = drafts.Select(d => JsonSerializer.Serialize(d.Options, CatalogJson.Default.IReadOnlyListProductOption)).ToArray(),
        declared = drafts.Select(d => d.AreOptionsDeclared).ToArray(),
    };

    static List<ProductVariant> Variants(ProductDraft draft) => [.. draft.Variants.Select(v => new ProductVariant(v.Sku, v.Price, draft.Currency, v.IsBundle))];
}
