using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Cartwright.Contracts;
using Cartwright.Platform.Caching;
using Cartwright.Platform.Http;
using Cartwright.Platform.Messaging;
using Microsoft.Extensions.Options;

namespace Cartwright.Catalog;

/// <summary>
/// The public answers of the catalog as bytes, in memory and in the cache that instances share. An edit purges the answers that show the product, here, on the
/// other instances and in the gateways, before it is answered, so that the editor reads the new state wherever. The event about the edit purges them again.
/// </summary>
internal sealed class CatalogCache(IOptions<CatalogOptions> options, Caches caches, InstancePurges others) : IDisposable
{
    // Gateways last: they cache what the catalog answers.
    static readonly string[] Holders = ["catalog", "gateway"];

    const string Products = "products";
    const string Categories = "categories";
    const string Searches = "searches";

    readonly CoalescingCache<PublicAnswer?> _answers = caches.Create("catalog", Limits(options.Value, 1), PublicAnswer.Codec);

    // The answers of an instance come from its own index, so they are not shared: another instance's index may be older.
    readonly CoalescingCache<PublicAnswer?> _searches = caches.Create<PublicAnswer?>("catalog-searches", Limits(options.Value, 2));

    readonly CoalescingCache<ProductResponse> _products = caches.Create<ProductResponse>("catalog-products", Limits(options.Value, 2));

    // SKUs that are not in memory are read with one statement; a shared cache would not be faster.
    readonly CoalescingCache<SkuResponse> _skus = caches.Create<SkuResponse>("catalog-skus", Limits(options.Value, 4));

    /// <summary>Returns the answer of a key, and loads it if it is missing; null is not cached.</summary>
    public ValueTask<PublicAnswer?> GetAsync(string key, Func<CancellationToken, Task<PublicAnswer?>> load, CancellationToken cancellationToken) =>
        GetAsync(_answers, key, load, cancellationToken);

    /// <summary>Returns the answer of a search, and searches if it is missing; null is not cached.</summary>
    public ValueTask<PublicAnswer?> GetSearchAsync(string key, Func<CancellationToken, Task<PublicAnswer?>> load, CancellationToken cancellationToken) =>
        GetAsync(_searches, key, load, cancellationToken);

    /// <summary>Returns the variants of SKUs; those that are not in memory are loaded together.</summary>
    public Task<IReadOnlyList<SkuResponse>> GetSkusAsync(
        IReadOnlyList<string> skus, Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<SkuResponse>>> load, CancellationToken cancellationToken) =>
        GetManyAsync(_skus, skus, sku => sku, load, item => item.Sku, item => new(item, 512, [ProductTag(item.ProductId)]), cancellationToken);

    /// <summary>Returns products; those that are not in memory are loaded together. Products that do not exist are missing.</summary>
    public Task<IReadOnlyList<ProductResponse>> GetProductsAsync(
        IReadOnlyList<Guid> ids, Func<IReadOnlyList<Guid>, CancellationToken, Task<IReadOnlyList<ProductResponse>>> load, CancellationToken cancellationToken) =>
        GetManyAsync(
            _products, ids, KeyOf, load, product => product.Id, product => new(product, BytesOf(product), [ProductTag(product.Id)]), cancellationToken);

    /// <summary>The answer for one product: changes with the product alone.</summary>
    public static PublicAnswer Page(ProductResponse product, int revision) =>
        new(JsonSerializer.SerializeToUtf8Bytes(product, CatalogJson.Default.ProductResponse), [ProductTag(product.Id)], Preconditions.ETag(product.Version, Revision(revision)));

    /// <summary>The answer for a list: changes with its products, and when any product is added, edited or deleted.</summary>
    public static PublicAnswer List<T>(T list, JsonTypeInfo<T> json, IEnumerable<Guid> shown) =>
        new(JsonSerializer.SerializeToUtf8Bytes(list, json), [Products, .. shown.Distinct().Select(ProductTag)]);

    /// <summary>The answer of a search: changes with its products, and when the index changes.</summary>
    public static PublicAnswer Found(SearchProductsResponse found) =>
        new(JsonSerializer.SerializeToUtf8Bytes(found, CatalogJson.Default.SearchProductsResponse), [Searches, .. found.Items.Select(p => ProductTag(p.Id))]);

    /// <summary>The answer with suggestions: changes with its products, and when the index changes.</summary>
    public static PublicAnswer Suggested(SuggestResponse suggested) =>
        new(JsonSerializer.SerializeToUtf8Bytes(suggested, CatalogJson.Default.SuggestResponse), [Searches, .. suggested.Products.Select(p => ProductTag(p.Id))]);

    /// <summary>The answer for the categories: changes with the tree, and with the products that it counts.</summary>
    public static PublicAnswer Tree(CategoryListResponse categories) =>
        new(JsonSerializer.SerializeToUtf8Bytes(categories, CatalogJson.Default.CategoryListResponse), [Products, Categories]);

    /// <summary>The answer for one category. Its entity tag is the version, which edits must match, followed by a digest of the answer.</summary>
    public static PublicAnswer Of(CategoryResponse category)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(category, CatalogJson.Default.CategoryResponse);
        return new(body, [Products, Categories], ETag(category, body));
    }

    /// <summary>The entity tag of a category.</summary>
    public static string ETag(CategoryResponse category) => ETag(category, JsonSerializer.SerializeToUtf8Bytes(category, CatalogJson.Default.CategoryResponse));

    /// <summary>The part of a product's entity tag that rises with its stock.</summary>
    public static string Revision(int revision) => revision.ToString(CultureInfo.InvariantCulture);

    /// <summary>Products were added.</summary>
    public Task ProductsChangedAsync() => PurgeEverywhereAsync(Products);

    /// <summary>Products were edited.</summary>
    public Task ProductsChangedAsync(IEnumerable<Guid> ids) => PurgeEverywhereAsync([Products, .. ids.Select(ProductTag)]);

    /// <summary>A product was edited or deleted.</summary>
    public Task ProductChangedAsync(Guid id) => PurgeEverywhereAsync(Products, ProductTag(id));

    /// <summary>The stock of products changed.</summary>
    public void AvailabilityChanged(IEnumerable<Guid> ids) => Purge([.. ids.Select(ProductTag)]);

    /// <summary>The index of this instance changed: gateways drop what this instance answered before.</summary>
    public Task IndexChangedAsync()
    {
        _searches.Purge([Searches]);
        return others.PurgeAsync(["gateway"], [Searches]);
    }

    /// <summary>Categories were added.</summary>
    public Task CategoriesChangedAsync() => PurgeEverywhereAsync(Categories);

    /// <summary>A category was edited or deleted: lists of products may be by a slug that it no longer has.</summary>
    public Task CategoryChangedAsync() => PurgeEverywhereAsync(Products, Categories);

    /// <summary>Purges the answers that an event of the catalog changes.</summary>
    public void When(Envelope envelope)
    {
        if (envelope.Name == EventCatalog.Of(typeof(ProductAvailabilityChanged)).Name)
        {
            AvailabilityChanged([envelope.AggregateId]);
        }
        else if (envelope.Name == EventCatalog.Of(typeof(CategoryCreated)).Name)
        {
            Purge(Categories);
        }
        else if (CategorySlugs.IsChange(envelope.Name))
        {
            Purge(Products, Categories);
        }
        else
        {
            Purge(Products, ProductTag(envelope.AggregateId));
        }
    }

    /// <summary>Purges everything, because events may have been missed.</summary>
    public void Clear()
    {
        _answers.Clear();
        _searches.Clear();
        _products.Clear();
        _skus.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _answers.Dispose();
        _searches.Dispose();
        _products.Dispose();
        _skus.Dispose();
    }

    static string ETag(CategoryResponse category, byte[] body) => Preconditions.ETag(category.Version, Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 8)));

    static string ProductTag(Guid id) => $"product-{id:N}";

    static string KeyOf(Guid id) => id.ToString("N");

    // Texts have two bytes per character, and the objects around them about as much again.
    static int BytesOf(ProductResponse product) => 1024 + (4 * (product.Name.Length + product.Description.Length)) + (512 * (product.Variants.Count + product.Images.Count));

    static ValueTask<PublicAnswer?> GetAsync(
        CoalescingCache<PublicAnswer?> cache, string key, Func<CancellationToken, Task<PublicAnswer?>> load, CancellationToken cancellationToken) =>
        cache.GetAsync(
            key,
            async token => await load(token) is { } answer
                ? new Cacheable<PublicAnswer?>(answer, answer.Bytes, answer.Tags)
                : new Cacheable<PublicAnswer?>(null, 0, []) { Keep = false },
            cancellationToken);

    static async Task<IReadOnlyList<TValue>> GetManyAsync<TKey, TValue>(
        CoalescingCache<TValue> cache, IReadOnlyList<TKey> keys, Func<TKey, string> nameOf,
        Func<IReadOnlyList<TKey>, CancellationToken, Task<IReadOnlyList<TValue>>> load, Func<TValue, TKey> keyOf, Func<TValue, Cacheable<TValue>> keep,
        CancellationToken cancellationToken)
    {
        var mark = cache.Mark();
        var found = new List<TValue>(keys.Count);
        var missing = new List<TKey>();
        foreach (var key in keys)
        {
            if (cache.TryGet(nameOf(key), out var value))
            {
                found.Add(value);
            }
            else
            {
                missing.Add(key);
            }
        }

        if (missing.Count > 0)
        {
            foreach (var value in await load(missing, cancellationToken))
            {
                cache.Add(nameOf(keyOf(value)), keep(value), mark);
                found.Add(value);
            }
        }

        return found;
    }

    static CacheLimits Limits(CatalogOptions options, int part) => new()
    {
        EntriesMax = options.CacheEntries,
        BytesMax = options.CacheMegabytes * 1024L * 1024 / part,
        Lifetime = TimeSpan.FromSeconds(options.CacheSeconds),
    };

    Task PurgeEverywhereAsync(params string[] tags)
    {
        Purge(tags);
        return others.PurgeAsync(Holders, tags);
    }

    void Purge(params ReadOnlySpan<string> tags)
    {
        _answers.Purge(tags);
        _searches.Purge(tags);
        _products.Purge(tags);
        _skus.Purge(tags);
    }
}
